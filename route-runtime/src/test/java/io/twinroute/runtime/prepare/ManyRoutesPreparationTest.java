package io.twinroute.runtime.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a file with many routes asks of its clusters. */
@Timeout(60)
class ManyRoutesPreparationTest {

  private static final EngineCheck NOTHING_MORE = (plan, earlier, limit) -> {};
  private static final List<String> METHODS =
      List.of("describeTopics", "describeConfigs", "validateTopics", "createTopics");

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final FakeCluster west = clusters.get("west");
  private final FakeCluster central = clusters.get("central");

  @BeforeEach
  void createTopics() {
    east.createTopic("orders", 2);
    west.createTopic("payments", 2);
  }

  @Test
  void shouldAskTheClustersNoMoreForManyRoutesThanForOne() {
    prepare(routes(0, 1)); // so that what routes share is there
    Map<String, Integer> ofOne = requests(routes(1, 2));

    Map<String, Integer> ofMany = requests(routes(2, 101));

    assertThat(ofMany).isEqualTo(ofOne);
    assertThat(ofMany.values()).allMatch(count -> count <= 3);
    assertThat(central.topics()).contains("out-100-kstreams", "out-100-kstreams.late");
  }

  /** Sources are sampled by reading them. */
  @Test
  void shouldReadEachSourceOnce() {
    east.append("orders", 0, "a", "1");
    west.append("payments", 0, "a", "1");
    int before = east.polls();
    prepare(routes(0, 1));
    int ofOne = east.polls() - before;

    prepare(routes(1, 31));

    assertThat(east.polls() - before - ofOne).isEqualTo(ofOne);
  }

  @Test
  void shouldWriteNothingForRoutesThatAreAsTheyWere() {
    List<RoutePlan> routes = routes(0, 20);
    List<PinnedRoute> first = prepare(routes);
    int pins = central.values(TopicNames.PINS, 0).size();
    int created = central.requests("createTopics");

    assertThat(prepare(routes)).isEqualTo(first);

    assertThat(central.values(TopicNames.PINS, 0)).hasSize(pins);
    assertThat(central.requests("createTopics")).isEqualTo(created);
    assertThat(central.producers()).as("those of the first start").isEqualTo(20);
  }

  @Test
  void shouldReportWhatIsWrongInTheOrderOfTheRoutes() {
    List<RoutePlan> routes =
        IntStream.range(0, 30).mapToObj(i -> Routes.plan(name(i), output(i), null)).toList();

    assertThatThrownBy(() -> prepare(routes))
        .isInstanceOf(RouteFailedException.class)
        .satisfies(
            failure ->
                assertThat(failure.getMessage().lines().filter(line -> line.startsWith("Output")))
                    .containsExactlyElementsOf(
                        IntStream.range(0, 30)
                            .mapToObj(
                                i ->
                                    "Output topic 'out-%d-kstreams' does not exist on cluster"
                                            .formatted(i)
                                        + " 'central' at central:9092. Create it, or let the"
                                        + " router create it with output: { partitions: N }.")
                            .toList()));
    assertThat(central.topics()).isEmpty();
  }

  /** All of them would wait for the same topics. */
  @Test
  @Timeout(20)
  void shouldWaitOnceForOutputsThatAreGone() {
    List<RoutePlan> routes = routes(0, 30);
    prepare(routes);
    Set<String> outputs =
        IntStream.range(0, 30).mapToObj(i -> "out-" + i + "-kstreams").collect(Collectors.toSet());
    outputs.forEach(central::deleteTopic);

    assertThatThrownBy(() -> prepare(routes))
        .satisfies(
            failure ->
                assertThat(
                        failure.getMessage().lines().filter(line -> line.contains("was deleted")))
                    .hasSize(30));
  }

  @Test
  void shouldPinNoRouteWhileATopicCannotBeCreated() {
    central.refuseToCreate("out-7-kstreams.late");

    assertThatThrownBy(() -> prepare(routes(0, 10)))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("out-7-kstreams.late");
    assertThat(central.values(TopicNames.PINS, 0)).isEmpty();
  }

  private Map<String, Integer> requests(List<RoutePlan> routes) {
    Map<String, Integer> before = requests();
    prepare(routes);
    Map<String, Integer> after = requests();
    after.replaceAll((what, count) -> count - before.getOrDefault(what, 0));
    return after;
  }

  private Map<String, Integer> requests() {
    return Stream.of(
            Map.entry("east", east), Map.entry("west", west), Map.entry("central", central))
        .flatMap(
            cluster ->
                METHODS.stream()
                    .map(
                        method ->
                            Map.entry(
                                cluster.getKey() + " " + method,
                                cluster.getValue().requests(method))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<PinnedRoute> prepare(List<RoutePlan> routes) {
    try (RoutePreparation preparation = new RoutePreparation(clusters, TestEngines.KSTREAMS)) {
      return preparation.prepare(routes, false, NOTHING_MORE);
    }
  }

  private static List<RoutePlan> routes(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Routes.plan(name(i), output(i), 4)).toList();
  }

  private static String name(int route) {
    return "route-" + route;
  }

  private static String output(int route) {
    return "out-" + route + "-{engine}";
  }
}
