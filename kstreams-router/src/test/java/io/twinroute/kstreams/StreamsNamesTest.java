package io.twinroute.kstreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.cluster.PinnedRoute;
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
                Processor: accept-left (stores: [held, progress])
                  --> merge-sides
                  <-- mirrored-left
                Processor: accept-right (stores: [held, progress])
                  --> merge-sides
                  <-- mirrored-right
                Processor: merge-sides (stores: [])
                  --> join-sides
                  <-- accept-left, accept-right
                Processor: join-sides (stores: [join, join-times])
                  --> results
                  <-- merge-sides
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
        .contains("Processor: join-sides (stores: [join, join-times])")
        .contains("Processor: accept-left (stores: [held, progress])");
  }

  /** Streams lists a processor's stores in any order. */
  private static String ordered(TopologyDescription description) {
    return description
        .toString()
        .replace("[progress, held]", "[held, progress]")
        .replace("[join-times, join]", "[join, join-times]");
  }

  private static TopologyDescription describe(PinnedRoute route) {
    return StreamsRouteTopology.of(route, new StreamsProgress(route)).describe();
  }
}
