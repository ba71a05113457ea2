package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.semantics.Side;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Changing what this test pins breaks savepoints, or hides a run's transactions from the next. */
class FlinkNamesTest {

  private static final PinnedRoute ROUTE = Routes.pinned(3, 1, 2);

  @Test
  void shouldKeepTheNamesOfStateAndTransactions() {
    assertThat(FlinkNames.PROGRESS_STATE).isEqualTo("partition-progress");
    assertThat(FlinkNames.LEFT_STATE).isEqualTo("left-records");
    assertThat(FlinkNames.RIGHT_STATE).isEqualTo("right-records");
    assertThat(FlinkNames.job("paid-orders", "0123456789abcdef"))
        .isEqualTo("twinroute/paid-orders/0123456789abcdef");
    assertThat(FlinkNames.transactionalIdPrefix("paid-orders", "0123456789abcdef"))
        .isEqualTo("twinroute-paid-orders-01234567");
  }

  @Test
  void shouldKeepTheNamesOfCounters() {
    assertThat(CounterNames.RESULTS).isEqualTo("results");
    assertThat(CounterNames.read(Side.LEFT)).isEqualTo("left-read");
    assertThat(CounterNames.late(Side.LEFT)).isEqualTo("left-late");
    assertThat(CounterNames.deadLetters(Side.RIGHT)).isEqualTo("right-dead-letters");
    assertThat(CounterNames.positions(Side.RIGHT)).isEqualTo("right-positions");
  }

  /** Every operator that has state has its uid, and no side has more readers than partitions. */
  @Test
  void shouldGiveEveryStationItsUidAndParallelism() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);

    new FlinkRouteJob(ROUTE).define(env);

    Map<String, Integer> stations =
        env.getStreamGraph().getStreamNodes().stream()
            .collect(
                Collectors.toMap(StreamNode::getTransformationUID, StreamNode::getParallelism));
    assertThat(stations)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "source-left-east/orders", 2,
                "accept-left-east/orders", 2,
                "source-right-west/payments", 1,
                "accept-right-west/payments", 1,
                "join", 2,
                "sink", 2,
                "Sink Committer: sink", 2));
  }
}
