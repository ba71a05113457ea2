package io.twinroute.flink.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.flink.job.FlinkRouteJob;
import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Rejection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Changing what this test pins breaks savepoints, or hides a run's transactions from the next. */
class FlinkNamesTest {

  private static final PinnedRoute ROUTE = Routes.pinned(3, 1, 2);

  @Test
  void shouldKeepTheNamesOfStateAndTransactions() {
    assertThat(FlinkNames.PROGRESS_STATE).isEqualTo("partition-progress");
    assertThat(FlinkNames.state(Sides.LEFT)).isEqualTo("records-0");
    assertThat(FlinkNames.state(Sides.RIGHT)).isEqualTo("records-1");
    assertThat(FlinkNames.TIMERS).isEqualTo("bucket-timers");
    Cluster target = ROUTE.plan().output().cluster();
    Cluster prefixed = new Cluster("central", "c:1", Map.of(), new Naming("team-a."));
    assertThat(FlinkNames.transactionalIdPrefix(target, "paid-orders", "0123456789abcdef"))
        .isEqualTo("twinroute-paid-orders-01234567");
    assertThat(FlinkNames.transactionalIdPrefix(prefixed, "paid-orders", "0123456789abcdef"))
        .isEqualTo("team-a.twinroute-paid-orders-01234567");
  }

  /** By its name a router finds the job that it may take up. */
  @Test
  void shouldNameAJobByItsRouteAndWhereItEnds() {
    String live = FlinkNames.job(ROUTE);
    String untilEnd = FlinkNames.job(untilEnd(List.of(7L, -1L), List.of(9L)));

    assertThat(live).isEqualTo("twinroute/paid-orders/0123456789abcdef/live");
    assertThat(untilEnd).isEqualTo("twinroute/paid-orders/0123456789abcdef/until-end-10accceb");
    assertThat(FlinkNames.job(untilEnd(List.of(7L, -1L), List.of(9L)))).isEqualTo(untilEnd);
    assertThat(FlinkNames.job(untilEnd(List.of(7L, -1L), List.of(10L)))).isNotEqualTo(untilEnd);
    assertThat(FlinkNames.job(untilEnd(List.of(7L), List.of(-1L, 9L)))).isNotEqualTo(untilEnd);
    assertThat(List.of(live, untilEnd))
        .allMatch(name -> name.startsWith(FlinkNames.jobs("paid-orders", "0123456789abcdef")))
        .noneMatch(name -> name.startsWith(FlinkNames.jobs("paid", "0123456789abcdef")));
  }

  private static PinnedRoute untilEnd(List<Long> leftEnds, List<Long> rightEnds) {
    return new PinnedRoute(
        ROUTE.plan(),
        ROUTE.incarnation(),
        List.of(
            new PinnedInput(
                ROUTE.input(Sides.LEFT).input(),
                Collections.nCopies(leftEnds.size(), 0L),
                leftEnds),
            new PinnedInput(
                ROUTE.input(Sides.RIGHT).input(),
                Collections.nCopies(rightEnds.size(), 0L),
                rightEnds)),
        0,
        ROUTE.limit(),
        true);
  }

  @Test
  void shouldKeepTheNamesOfCounters() {
    assertThat(CounterNames.RESULTS).isEqualTo("results");
    assertThat(CounterNames.TOO_LARGE_RESULTS).isEqualTo("too-large-results");
    assertThat(CounterNames.read(Sides.LEFT)).isEqualTo("read-0");
    assertThat(CounterNames.rejected(Sides.LEFT, Rejection.LATE)).isEqualTo("rejected-late-0");
    assertThat(CounterNames.rejected(Sides.RIGHT, Rejection.NOT_JSON))
        .isEqualTo("rejected-not-json-1");
    assertThat(CounterNames.positions(Sides.RIGHT)).isEqualTo("positions-1");
    assertThat(CounterNames.frontiers(Sides.LEFT)).isEqualTo("frontiers-0");
  }

  /** Every operator that has state has its uid, and no input has more readers than partitions. */
  @Test
  void shouldGiveEveryStationItsUidAndParallelism() {
    Map<String, Integer> stations =
        graph(ROUTE).getStreamNodes().stream()
            .collect(
                Collectors.toMap(StreamNode::getTransformationUID, StreamNode::getParallelism));
    assertThat(stations)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "source-0", 2,
                "accept-0", 2,
                "source-1", 1,
                "accept-1", 1,
                "logic", 2,
                "sink", 2,
                "Sink Committer: sink", 2));
  }

  /** The number of key groups decides which of them holds a key's state. */
  @Test
  void shouldKeepTheMaxParallelismOfTheLogic() {
    assertThat(graph(ROUTE).getStreamNodes())
        .filteredOn(node -> "logic".equals(node.getTransformationUID()))
        .extracting(StreamNode::getMaxParallelism)
        .containsExactly(128);
  }

  @Test
  void shouldRunNoMoreTasksThanThereAreKeyGroups() {
    assertThat(graph(Routes.pinned(1, 1, 200)).getStreamNodes())
        .filteredOn(node -> "logic".equals(node.getTransformationUID()))
        .extracting(StreamNode::getParallelism)
        .containsExactly(128);
  }

  /** Results go from the logic to the sink without being serialized. */
  @Test
  void shouldChainWhatBelongsTogether() {
    assertThat(graph(ROUTE).getJobGraph().getVerticesSortedTopologicallyFromSources())
        .extracting(JobVertex::getName)
        .containsExactlyInAnyOrder(
            "Source: read east/orders -> accept order",
            "Source: read west/payments -> accept payment",
            "inner -> write paid-flink, paid-flink.late, paid-flink.dead-letter: Writer"
                + " -> write paid-flink, paid-flink.late, paid-flink.dead-letter: Committer");
  }

  private static StreamGraph graph(PinnedRoute route) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    new FlinkRouteJob(route).define(env);
    return env.getStreamGraph();
  }
}
