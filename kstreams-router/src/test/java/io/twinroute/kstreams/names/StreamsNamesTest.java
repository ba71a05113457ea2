package io.twinroute.kstreams.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.kstreams.topology.SilenceEvidence;
import io.twinroute.kstreams.topology.StreamsRouteTopology;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/** Changing what this test pins makes running routes lose their state. */
class StreamsNamesTest {

  private static final PinnedRoute ALIKE = Routes.endless(4, 4, 0);
  private static final PinnedRoute REPARTITIONED = Routes.endless(3, 5, 2);

  @Test
  void shouldKeepNamesOfStateOnClusters() {
    String application = StreamsNames.application(ALIKE);

    assertThat(application).isEqualTo("twinroute-paid-orders-01234567");
    assertThat(StreamsTopics.repartitionTopic(application))
        .isEqualTo("twinroute-paid-orders-01234567-accepted-repartition");
    assertThat(StreamsTopics.changelogTopic(application, StreamsNames.STATE_STORE))
        .isEqualTo("twinroute-paid-orders-01234567-state-changelog");
  }

  /** Streams makes its group, its transactional ids and its topics of it. */
  @Test
  void shouldBeginWithThePrefix() {
    Cluster target = new Cluster("central", "c:1", Map.of(), new Naming("team-a."));

    assertThat(StreamsTopics.application(target, "paid-orders", "0123456789abcdef"))
        .isEqualTo("team-a.twinroute-paid-orders-01234567");
  }

  /** A route file is checked by processes that have no topology. */
  @Test
  void shouldDeclareEveryStoreWithAChangelog() {
    List<String> named = new ArrayList<>();
    for (TopologyDescription description : List.of(describe(ALIKE), describe(REPARTITIONED))) {
      Matcher stores = Pattern.compile("stores: \\[(.+)\\]").matcher(description.toString());
      while (stores.find()) {
        named.addAll(List.of(stores.group(1).split(", ")));
      }
    }
    named.removeAll(List.of(StreamsNames.BEFORE_ACCEPT_COMMIT, StreamsNames.BEFORE_COMMIT));

    assertThat(StreamsTopics.STORES).containsExactlyInAnyOrderElementsOf(Set.copyOf(named));
  }

  @Test
  void shouldJoinTopicsThatArePartitionedAlikeInOneSubtopology() {
    TopologyDescription description = describe(ALIKE);

    assertThat(description.subtopologies()).hasSize(1);
    assertThat(ordered(description))
        .isEqualToNormalizingNewlines(
            """
            Topologies:
               Sub-topology: 0
                Source: remote-0 (topics: [east.orders])
                  --> accept-0
                Source: remote-1 (topics: [west.payments])
                  --> accept-1
                Processor: accept-0 (stores: [before-commit, state])
                  --> dead-letters-0, late-0, merge-inputs
                  <-- remote-0
                Processor: accept-1 (stores: [before-commit, state])
                  --> dead-letters-1, late-1, merge-inputs
                  <-- remote-1
                Processor: merge-inputs (stores: [])
                  --> logic
                  <-- accept-0, accept-1
                Processor: logic (stores: [before-commit, state])
                  --> results, unwritten-results
                  <-- merge-inputs
                Sink: dead-letters-0 (topic: paid-kstreams.dead-letter)
                  <-- accept-0
                Sink: dead-letters-1 (topic: paid-kstreams.dead-letter)
                  <-- accept-1
                Sink: late-0 (topic: paid-kstreams.late)
                  <-- accept-0
                Sink: late-1 (topic: paid-kstreams.late)
                  <-- accept-1
                Sink: results (topic: paid-kstreams)
                  <-- logic
                Sink: unwritten-results (topic: paid-kstreams.dead-letter)
                  <-- logic

            """);
  }

  @Test
  void shouldSendOthersThroughARepartitionTopic() {
    TopologyDescription description = describe(REPARTITIONED);

    assertThat(description.subtopologies()).hasSize(2);
    assertThat(ordered(description))
        .contains("Sink: accepted-repartition-sink (topic: accepted-repartition)")
        .contains("Source: accepted-repartition-source (topics: [accepted-repartition])")
        .contains("Processor: logic (stores: [before-commit, state])")
        .contains("Processor: accept-0 (stores: [before-accept-commit, progress])");
  }

  /** Streams lists a processor's stores in any order. */
  private static String ordered(TopologyDescription description) {
    return Pattern.compile("stores: \\[(.+)\\]")
        .matcher(description.toString())
        .replaceAll(
            stores ->
                Stream.of(stores.group(1).split(", "))
                    .sorted()
                    .collect(Collectors.joining(", ", "stores: [", "]")));
  }

  private static TopologyDescription describe(PinnedRoute route) {
    return StreamsRouteTopology.of(
            route, SilenceEvidence.NONE, RemovalEvidence.NONE, new StreamsProgress(route))
        .describe();
  }
}
