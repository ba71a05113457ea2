package io.twinroute.runtime.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PinsTopicTest {

  private static final String ROUTE = "paid-orders";
  private static final String OTHER = "all-orders";

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster central = clusters.get("central");
  private final PinsTopic topic = new PinsTopic(clusters, Routes.cluster("central"));

  @BeforeEach
  void createTopic() {
    central.createTopic(TopicNames.PINS, 1);
  }

  @Test
  void shouldReadTheNewestPinsOfARoute() {
    topic.update(ROUTE, current -> pins("first"));
    topic.update(OTHER, current -> pins("other"));
    topic.update(ROUTE, current -> pins("second"));

    assertThat(topic.read(ROUTE)).isEqualTo(pins("second"));
    assertThat(topic.read(OTHER)).isEqualTo(pins("other"));
  }

  @Test
  void shouldReadTheNewestPinsOfAllRoutes() {
    topic.update(ROUTE, current -> pins("first"));
    topic.update(OTHER, current -> pins("other"));
    topic.update(ROUTE, current -> pins("second"));
    topic.update("gone", current -> pins("gone"));
    central.append(TopicNames.PINS, 0, "gone", null);

    assertThat(topic.readAll()).isEqualTo(Map.of(ROUTE, pins("second"), OTHER, pins("other")));
  }

  @Test
  void shouldGiveTheCurrentPinsToWhoeverChangesThem() {
    List<@Nullable RoutePins> seen = new ArrayList<>();

    for (String next : List.of("first", "second", "third")) {
      topic.update(
          ROUTE,
          current -> {
            seen.add(current);
            return pins(next);
          });
    }

    assertThat(seen).containsExactly(null, pins("first"), pins("second"));
  }

  @Test
  void shouldWriteNothingWhereNothingChanges() {
    topic.update(ROUTE, current -> pins("first"));

    assertThat(topic.update(ROUTE, current -> current)).isEqualTo(pins("first"));

    assertThat(written()).hasSize(1);
  }

  @Test
  void shouldFindNothingOfARouteWithoutPins() {
    topic.update(OTHER, current -> pins("other"));

    assertThat(topic.read(ROUTE)).isNull();
    assertThatThrownBy(() -> topic.change(ROUTE, current -> current))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("Route 'paid-orders' has no pins on cluster")
        .hasMessageContaining("any more");
  }

  @Test
  void shouldTakePinsThatAreRemovedForNone() {
    topic.update(ROUTE, current -> pins("first"));
    central.append(TopicNames.PINS, 0, ROUTE, null);

    assertThat(topic.read(ROUTE)).isNull();
  }

  /** Two routers that start a route at once must agree on its pins. */
  @Test
  void shouldReadAgainWhenAnotherWriterCameInBetween() {
    List<@Nullable RoutePins> seen = new ArrayList<>();

    RoutePins kept =
        topic.update(
            ROUTE,
            current -> {
              seen.add(current);
              if (seen.size() == 1) {
                new PinsTopic(clusters, Routes.cluster("central"))
                    .update(ROUTE, whatIsThere -> pins("theirs"));
              }
              return current == null ? pins("ours") : current;
            });

    assertThat(kept).isEqualTo(pins("theirs"));
    assertThat(seen).containsExactly(null, pins("theirs"));
    assertThat(written()).hasSize(1);
  }

  /** What is committed behind an open transaction is hidden, and a route would get new pins. */
  @Test
  void shouldWaitForAnOpenTransactionOfAnotherRoute() throws Exception {
    topic.update(ROUTE, current -> pins("first"));
    String pins = written().get(0);
    central.deleteTopic(TopicNames.PINS);
    createTopic();
    central.beginTransaction(TopicNames.PINS, 0);
    central.append(TopicNames.PINS, 0, OTHER, "{}");
    central.append(TopicNames.PINS, 0, ROUTE, pins);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      int before = central.polls();
      Future<RoutePins> update =
          executor.submit(
              () -> topic.update(ROUTE, current -> current == null ? pins("anew") : current));
      Awaitility.await().until(() -> central.polls() > before + 10);
      assertThat(update).isNotDone();

      central.endTransaction(TopicNames.PINS, 0);

      assertThat(update.get(20, TimeUnit.SECONDS)).isEqualTo(pins("first"));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldTryAgainWhenItsTransactionWasAborted() {
    central.refuseCommits(new KafkaException("aborted"));

    assertThat(topic.update(ROUTE, current -> pins("first"))).isEqualTo(pins("first"));

    assertThat(topic.read(ROUTE)).isEqualTo(pins("first"));
    assertThat(written()).hasSize(1);
  }

  @Test
  void shouldNotTryAgainWhereItMayNotWrite() {
    central.refuseCommits(
        new TransactionalIdAuthorizationException("no"), new IllegalStateException("tried again"));

    assertThatThrownBy(() -> topic.update(ROUTE, current -> pins("first")))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("Cluster 'central' at central:9092 refused to write topic")
        .hasMessageContaining(TopicNames.PINS);
    assertThat(written()).isEmpty();
  }

  @Test
  void shouldNotTakeForMissingWhatCannotBeRead() {
    central.append(TopicNames.PINS, 0, ROUTE, "{ not pins");

    assertThatThrownBy(() -> topic.read(ROUTE))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("holds no valid pins under the key 'paid-orders'");
    assertThatThrownBy(() -> topic.update(ROUTE, current -> pins("anew")))
        .isInstanceOf(RouteFailedException.class);
    assertThat(written()).hasSize(1);
  }

  @Test
  void shouldSayThatItsClusterDoesNotAnswer() {
    central.fallSilent();

    assertThatThrownBy(() -> topic.read(ROUTE))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("Cluster 'central' does not answer at central:9092");
    assertThatThrownBy(() -> topic.update(ROUTE, current -> pins("first")))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("Cluster 'central' does not answer at central:9092");
  }

  private List<String> written() {
    return central.values(TopicNames.PINS, 0);
  }

  private static RoutePins pins(String incarnation) {
    return new RoutePins(
        incarnation,
        0,
        "inner",
        1_000,
        List.of(
            new InputPins(List.of(new TopicPins("east/orders", "o1", List.of(0L)))),
            new InputPins(List.of(new TopicPins("west/payments", "p1", List.of(0L))))),
        Map.of(),
        Map.of(),
        "installation");
  }
}
