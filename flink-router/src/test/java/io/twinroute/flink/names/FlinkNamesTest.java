package io.twinroute.flink.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.flink.job.FlinkRouteJob;
import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Rejection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Changing what this test pins breaks savepoints, or hides a run's transactions from the next. */
class FlinkNamesTest {

  private static final PinnedRoute ROUTE = Routes.pinned(3, 1, 2);
  private static final PinnedRoute SMALL = Routes.pinned(4, 4, 1);

  private static final String READ_AND_ACCEPT =
      "Source: read east/orders, west/payments -> accept order, payment";

  private static final String JOIN_AND_WRITE =
      "inner -> write paid-flink, paid-flink.late, paid-flink.dead-letter: Writer"
          + " -> write paid-flink, paid-flink.late, paid-flink.dead-letter: Committer";

  @Test
  void shouldKeepTheNamesOfStateAndTransactions() {
    assertThat(FlinkNames.progress(Sides.LEFT)).isEqualTo("partition-progress-0");
    assertThat(FlinkNames.progress(Sides.RIGHT)).isEqualTo("partition-progress-1");
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
  void shouldNameAJobByItsRouteAndWhereItEndsAndWhatItDoes() {
    String live = FlinkNames.job(ROUTE);
    String untilEnd = FlinkNames.job(untilEnd(List.of(7L, -1L), List.of(9L)));

    assertThat(live).matches("twinroute/paid-orders/0123456789abcdef/live-[0-9a-f]{8}");
    assertThat(untilEnd)
        .matches("twinroute/paid-orders/0123456789abcdef/until-end-10accceb-[0-9a-f]{8}");
    assertThat(FlinkNames.job(untilEnd(List.of(7L, -1L), List.of(9L)))).isEqualTo(untilEnd);
    assertThat(FlinkNames.job(untilEnd(List.of(7L, -1L), List.of(10L)))).isNotEqualTo(untilEnd);
    assertThat(FlinkNames.job(untilEnd(List.of(7L), List.of(-1L, 9L)))).isNotEqualTo(untilEnd);
    assertThat(List.of(live, untilEnd))
        .allMatch(name -> name.startsWith(FlinkNames.jobs("paid-orders", "0123456789abcdef")))
        .noneMatch(name -> name.startsWith(FlinkNames.jobs("paid", "0123456789abcdef")));
  }

  /** The router would take up a job that does what the route file said before. */
  @Test
  void shouldNotNameAJobAsThatOfAnotherDefinition() {
    JoinWindow wider = new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(11));

    assertThat(FlinkNames.job(Routes.pinned(JoinRule.inner(wider), 3, 1, 2)))
        .isNotEqualTo(FlinkNames.job(ROUTE));
    assertThat(FlinkNames.job(Routes.pinned(3, 1, 4))).isNotEqualTo(FlinkNames.job(ROUTE));
    assertThat(FlinkNames.job(Routes.pinned(3, 1, 2))).isEqualTo(FlinkNames.job(ROUTE));
    // An object's address would give each process another name.
    assertThat(ROUTE.plan() + " " + ROUTE.limit()).doesNotContain("@");
  }

  private static PinnedRoute untilEnd(List<Long> leftEnds, List<Long> rightEnds) {
    return new PinnedRoute(
        ROUTE.plan(),
        ROUTE.incarnation(),
        List.of(
            PinnedInput.of(
                ROUTE.input(Sides.LEFT).input(),
                List.of(Collections.nCopies(leftEnds.size(), 0L)),
                List.of(leftEnds)),
            PinnedInput.of(
                ROUTE.input(Sides.RIGHT).input(),
                List.of(Collections.nCopies(rightEnds.size(), 0L)),
                List.of(rightEnds))),
        0,
        ROUTE.limit(),
        true);
  }

  @Test
  void shouldKeepTheNamesOfCounters() {
    assertThat(CounterNames.RESULTS).isEqualTo("results");
    assertThat(CounterNames.UNWRITTEN_RESULTS).isEqualTo("unwritten-results");
    assertThat(CounterNames.read(Sides.LEFT)).isEqualTo("read-0");
    assertThat(CounterNames.rejected(Sides.LEFT, Rejection.LATE)).isEqualTo("rejected-late-0");
    assertThat(CounterNames.rejected(Sides.RIGHT, Rejection.NOT_JSON))
        .isEqualTo("rejected-not-json-1");
    assertThat(CounterNames.positions(Sides.RIGHT)).isEqualTo("positions-1");
    assertThat(CounterNames.frontiers(Sides.LEFT)).isEqualTo("frontiers-0");
  }

  /** Every operator that has state has its uid, and there are no more readers than partitions. */
  @Test
  void shouldGiveEveryStationItsUidAndParallelism() {
    assertThat(stations(FlinkRouteJob.of(Routes.pinned(2, 1, 4))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "source", 3,
                "accept", 3,
                "logic", 4,
                "sink", 4,
                "Sink Committer: sink", 4));
  }

  /** It has no keys to divide, so those who read also write. */
  @Test
  void shouldLetRecordsPassThroughInOneChain() {
    FlinkRouteJob job = FlinkRouteJob.of(Routes.passThrough(3, 4));

    assertThat(stations(job))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("source", 3, "accept", 3, "logic", 3, "sink", 3, "Sink Committer: sink", 3));
    assertThat(vertices(job))
        .extracting(JobVertex::getName)
        .containsExactly(
            "Source: read east/orders -> accept value -> pass-through"
                + JOIN_AND_WRITE.substring("inner".length()));
    assertThat(vertices(FlinkRouteJob.ofFixedParallelism(Routes.passThrough(3, 1)))).hasSize(1);
  }

  private static Map<String, Integer> stations(FlinkRouteJob job) {
    return graph(job).getStreamNodes().stream()
        .collect(Collectors.toMap(StreamNode::getTransformationUID, StreamNode::getParallelism));
  }

  /** The number of key groups decides which of them holds a key's state. */
  @Test
  void shouldKeepTheMaxParallelismOfTheLogic() {
    assertThat(graph(FlinkRouteJob.of(ROUTE)).getStreamNodes())
        .filteredOn(node -> "logic".equals(node.getTransformationUID()))
        .extracting(StreamNode::getMaxParallelism)
        .containsExactly(128);
  }

  @Test
  void shouldRunNoMoreTasksThanThereAreKeyGroups() {
    assertThat(graph(FlinkRouteJob.of(Routes.pinned(1, 1, 200))).getStreamNodes())
        .filteredOn(node -> "logic".equals(node.getTransformationUID()))
        .extracting(StreamNode::getParallelism)
        .containsExactly(128);
  }

  /** Results go from the logic to the sink without being serialized. */
  @Test
  void shouldChainWhatBelongsTogether() {
    assertThat(vertices(FlinkRouteJob.of(ROUTE)))
        .extracting(JobVertex::getName)
        .containsExactlyInAnyOrder(READ_AND_ACCEPT, JOIN_AND_WRITE);
    assertThat(vertices(FlinkRouteJob.ofFixedParallelism(ROUTE)))
        .extracting(JobVertex::getName)
        .containsExactlyInAnyOrder(READ_AND_ACCEPT, JOIN_AND_WRITE);
  }

  /** A cluster that may run it with more tasks than one needs an edge that divides the keys. */
  @Test
  void shouldRunInOneTaskWhereThatIsFixed() {
    assertThat(vertices(FlinkRouteJob.ofFixedParallelism(SMALL)))
        .extracting(JobVertex::getName)
        .containsExactly(READ_AND_ACCEPT + " -> " + JOIN_AND_WRITE);
    assertThat(vertices(FlinkRouteJob.of(SMALL)))
        .extracting(JobVertex::getName)
        .containsExactlyInAnyOrder(READ_AND_ACCEPT, JOIN_AND_WRITE);
  }

  /** With one task or several, the state is the same: either resumes from the other's savepoint. */
  @Test
  void shouldKeepTheStateOfOneTaskAsThatOfSeveral() {
    assertThat(stations(FlinkRouteJob.ofFixedParallelism(SMALL)))
        .containsOnlyKeys("source", "accept", "logic", "sink", "Sink Committer: sink");
    assertThat(vertices(FlinkRouteJob.ofFixedParallelism(SMALL)))
        .extracting(JobVertex::getMaxParallelism)
        .containsExactly(128);
    assertThat(operators(FlinkRouteJob.ofFixedParallelism(SMALL)))
        .containsExactlyInAnyOrderElementsOf(operators(FlinkRouteJob.of(ROUTE)));
  }

  private static List<OperatorID> operators(FlinkRouteJob job) {
    return vertices(job).stream()
        .flatMap(vertex -> vertex.getOperatorIDs().stream())
        .map(OperatorIDPair::getGeneratedOperatorID)
        .toList();
  }

  private static List<JobVertex> vertices(FlinkRouteJob job) {
    return graph(job).getJobGraph().getVerticesSortedTopologicallyFromSources();
  }

  private static StreamGraph graph(FlinkRouteJob job) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    job.define(env);
    return job.graph(env);
  }
}
