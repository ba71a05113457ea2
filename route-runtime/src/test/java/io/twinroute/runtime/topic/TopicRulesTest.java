package io.twinroute.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.cluster.TargetTopics;
import io.twinroute.runtime.cluster.TopicCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each setting by itself, on topics of one replica whose sources keep to Kafka's defaults. */
class TopicRulesTest {

  private static final String NO_LIMIT = String.valueOf(Long.MAX_VALUE);
  private static final String HOUR = "3600000";
  private static final int LARGEST = 1_048_588;

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final RoutePlan route = Routes.plan();

  @BeforeEach
  void createSources() {
    east.createTopic("orders", 1, Map.of("message.timestamp.after.max.ms", HOUR));
    clusters.get("west").createTopic("payments", 1, Map.of("message.timestamp.after.max.ms", HOUR));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cleanup.policy                      | compact        | RESULTS, LATE, DEAD_LETTERS, COPIES
          cleanup.policy                      | compact,delete | RESULTS, LATE, DEAD_LETTERS, COPIES
          cleanup.policy                      | delete         |
          cleanup.policy                      | ''             |
          message.timestamp.type              | LogAppendTime  | RESULTS, LATE, DEAD_LETTERS
          message.timestamp.type              | CreateTime     |
          message.timestamp.before.max.ms     | 86400000       | RESULTS, LATE, DEAD_LETTERS, COPIES
          message.timestamp.after.max.ms      | 3599999        | RESULTS, LATE, DEAD_LETTERS, COPIES
          message.timestamp.after.max.ms      | 3600000        |
          message.timestamp.difference.max.ms | 86400000       | RESULTS, LATE, DEAD_LETTERS, COPIES
          min.insync.replicas                 | 2              | RESULTS, LATE, DEAD_LETTERS, COPIES, PINS, INTERNAL
          min.insync.replicas                 | 1              |
          """)
  void shouldRefuse(String setting, String value, String uses) {
    for (TopicUse use : TopicUse.values()) {
      boolean refused = uses != null && List.of(uses.split(", ")).contains(use.name());
      List<Flaw> flaws = flaws(use, Cleanup.DELETE, Map.of(setting, value));

      assertThat(flaws).as(use.name()).hasSize(refused ? 1 : 0);
      assertThat(flaws)
          .allSatisfy(
              flaw -> {
                assertThat(flaw.isFatal()).isTrue();
                assertThat(flaw.text()).startsWith("has " + setting + "=" + value + ": ");
                assertThat(flaw.message()).contains("'some' on cluster 'central' at central:9092");
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "retention.ms, 604800000",
    "retention.bytes, 1000000",
    "segment.bytes, 1048576",
    "unclean.leader.election.enable, true",
  })
  void shouldOnlyTell(String setting, String value) {
    for (TopicUse use :
        List.of(TopicUse.RESULTS, TopicUse.LATE, TopicUse.DEAD_LETTERS, TopicUse.COPIES)) {
      assertThat(flaws(use, Cleanup.DELETE, Map.of(setting, value, "max.message.bytes", "1048588")))
          .as(use.name())
          .singleElement()
          .satisfies(
              flaw -> {
                assertThat(flaw.isFatal()).isFalse();
                assertThat(flaw.text()).startsWith("has " + setting + "=" + value + ": ");
              });
    }
  }

  @Test
  void shouldLetAPolicyThatDeletesNothingKeepAllForEver() {
    assertThat(
            flaws(
                TopicUse.RESULTS,
                Cleanup.COMPACT,
                Map.of("cleanup.policy", "compact", "retention.ms", "1000")))
        .isEmpty();
    assertThat(
            flaws(
                TopicUse.RESULTS,
                Cleanup.DELETE,
                Map.of("cleanup.policy", "", "retention.ms", "1000")))
        .isEmpty();
  }

  @Test
  void shouldTakeACompactedOutputWhereTheRouteSaysSo() {
    assertThat(flaws(TopicUse.RESULTS, Cleanup.COMPACT, Map.of("cleanup.policy", "compact,delete")))
        .isEmpty();
    assertThat(flaws(TopicUse.RESULTS, Cleanup.COMPACT, Map.of("cleanup.policy", "delete")))
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.isFatal()).isFalse());
  }

  /** As brokers have it that know neither of the two newer limits, or both. */
  @Test
  void shouldGoByTheOlderLimitWhereTheNewerAreNotSet() {
    assertThat(
            flaws(
                TopicUse.RESULTS,
                Cleanup.DELETE,
                Map.of(
                    "message.timestamp.difference.max.ms", "1000",
                    "message.timestamp.before.max.ms", NO_LIMIT,
                    "message.timestamp.after.max.ms", HOUR)))
        .singleElement()
        .satisfies(
            flaw ->
                assertThat(flaw.text()).startsWith("has message.timestamp.difference.max.ms=1000"));
  }

  @Test
  void shouldNameTheSourceThatTakesMoreThanTheTopic() {
    east.deleteTopic("orders");
    east.createTopic("orders", 1);

    assertThat(
            flaws(TopicUse.RESULTS, Cleanup.DELETE, Map.of("message.timestamp.after.max.ms", HOUR)))
        .singleElement()
        .satisfies(
            flaw -> assertThat(flaw.text()).contains("source east/orders takes records up to"));
  }

  /** Such a source gives no record a time that is ahead. */
  @Test
  void shouldTakeAnyLimitBehindSourcesThatReplaceTimestamps() {
    for (String topic : List.of("orders", "payments")) {
      FakeCluster cluster = clusters.get(topic.equals("orders") ? "east" : "west");
      cluster.deleteTopic(topic);
      cluster.createTopic(topic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
    }

    assertThat(
            flaws(TopicUse.RESULTS, Cleanup.DELETE, Map.of("message.timestamp.after.max.ms", "0")))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Cleanup.class)
  void shouldFindNothingWrongWithWhatRoutersCreate(Cleanup cleanup) {
    assertThat(
            flaws(
                TopicUse.RESULTS,
                cleanup,
                TargetTopics.eventTime("some", 1, Optional.empty(), cleanup, LARGEST).configs()))
        .isEmpty();
  }

  @Test
  void shouldWarnOfCopiesThatMayBeLargerThanTheirTopicTakes() {
    Map<String, String> small = Map.of("max.message.bytes", "1048587");

    assertThat(flaws(TopicUse.COPIES, Cleanup.DELETE, small))
        .singleElement()
        .satisfies(
            flaw -> {
              assertThat(flaw.isFatal()).isFalse();
              assertThat(flaw.message()).contains("max.message.bytes=1048587", "Set it to 1048588");
            });
    assertThat(flaws(TopicUse.RESULTS, Cleanup.DELETE, small)).isEmpty();
  }

  private List<Flaw> flaws(TopicUse use, Cleanup cleanup, Map<String, String> settings) {
    Cluster central = Routes.cluster("central");
    return TopicRules.flaws(
        new WantedTopic(central, "some", use, route.sources().toList(), 1, null, cleanup, LARGEST),
        new TopicSettings(settings, 1),
        new SourceLimits(
            cluster -> Optional.of(new TopicCatalog(cluster, clusters.admin(cluster)))));
  }
}
