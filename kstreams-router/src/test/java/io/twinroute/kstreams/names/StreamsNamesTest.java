package io.twinroute.kstreams.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.kstreams.topology.SilenceEvidence;
import io.twinroute.kstreams.topology.StreamsRouteTopology;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/** Changing what this test pins makes running routes lose their state. */
class StreamsNamesTest {

  private static final PinnedRoute ALIKE = Routes.endless(4, 4, 0);
  private static final PinnedRoute EXCHANGED = Routes.endless(3, 5, 2);

  @Test
  void shouldKeepNamesOfStateOnClusters() {
    String application = StreamsNames.application(ALIKE);

    assertThat(application).isEqualTo("twinroute-paid-orders-01234567");
    assertThat(StreamsNames.exchangeTopic(application))
        .isEqualTo("twinroute-paid-orders-01234567-exchange-repartition");
    assertThat(StreamsNames.changelogTopic(application, StreamsNames.JOIN_STORE))
        .isEqualTo("twinroute-paid-orders-01234567-join-changelog");
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
                Source: mirrored-left (topics: [east.orders])
                  --> accept-left
                Source: mirrored-right (topics: [west.payments])
                  --> accept-right
                Processor: accept-left (stores: [before-accept-commit, held, progress])
                  --> merge-sides, dead-letters-left, late-left
                  <-- mirrored-left
                Processor: accept-right (stores: [before-accept-commit, held, progress])
                  --> merge-sides, dead-letters-right, late-right
                  <-- mirrored-right
                Processor: merge-sides (stores: [])
                  --> join-sides
                  <-- accept-left, accept-right
                Processor: join-sides (stores: [before-join-commit, join, key-buckets, recent, waiting])
                  --> results
                  <-- merge-sides
                Sink: dead-letters-left (topic: paid-kstreams.dead-letter)
                  <-- accept-left
                Sink: dead-letters-right (topic: paid-kstreams.dead-letter)
                  <-- accept-right
                Sink: late-left (topic: paid-kstreams.late)
                  <-- accept-left
                Sink: late-right (topic: paid-kstreams.late)
                  <-- accept-right
                Sink: results (topic: paid-kstreams)
                  <-- join-sides

            """);
  }

  @Test
  void shouldSendOthersThroughTheExchange() {
    TopologyDescription description = describe(EXCHANGED);

    assertThat(description.subtopologies()).hasSize(2);
    assertThat(ordered(description))
        .contains("Sink: exchange-repartition-sink (topic: exchange-repartition)")
        .contains("Source: exchange-repartition-source (topics: [exchange-repartition])")
        .contains(
            "Processor: join-sides (stores: [before-join-commit, exchange-position, join,"
                + " key-buckets, recent, waiting])")
        .contains("Processor: accept-left (stores: [before-accept-commit, held, progress])");
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
