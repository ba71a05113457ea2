package io.twinroute.flink.embedded;

import static org.awaitility.Awaitility.await;

import io.twinroute.flink.job.Routes;
import io.twinroute.flink.source.RouteSource;
import io.twinroute.flink.source.internals.ThreadlessSource;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedRoute;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route's source, its enumerator without a thread, reads each partition once at a time. */
class SourceRestartTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final PinnedRoute ROUTE = Routes.nowhere(4, 4, 1);
  private static final int PARTITIONS = 8;

  private static final Queue<SourceEvent> ASSIGNED = new ConcurrentLinkedQueue<>();
  private static final AtomicBoolean FAILS = new AtomicBoolean();

  @TempDir private Path checkpoints;

  @BeforeEach
  void begin() {
    ASSIGNED.clear();
    FAILS.set(false);
  }

  @Test
  void shouldReadEveryPartitionAfterAFailureWithoutACheckpoint() throws Exception {
    FAILS.set(true);
    try (EmbeddedCluster cluster = cluster()) {
      start(cluster);

      awaitAssigned(1 + PARTITIONS);
    }
  }

  @Test
  void shouldReadEveryPartitionAfterAFailureBehindACheckpoint() throws Exception {
    try (EmbeddedCluster cluster = cluster()) {
      JobClient job = start(cluster);
      awaitAssigned(PARTITIONS);
      cluster.checkpoint(job.getJobID()).get(30, TimeUnit.SECONDS);

      cluster.current().terminateTaskManager(0).get(30, TimeUnit.SECONDS);

      awaitAssigned(2 * PARTITIONS);
    }
  }

  private static void awaitAssigned(int events) {
    await().atMost(PATIENCE).until(() -> ASSIGNED.size() >= events);
    await().during(Duration.ofMillis(500)).until(() -> ASSIGNED.size() == events);
  }

  private static EmbeddedCluster cluster() {
    return new EmbeddedCluster(
        EmbeddedSize.of(Collections.singletonList(ROUTE)), Duration.ofMillis(250));
  }

  private JobClient start(EmbeddedCluster cluster) throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    StreamExecutionEnvironment env = cluster.environment(settings).setParallelism(1);
    RouteSource source = new RouteSource(ROUTE);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "read")
        .uid("source")
        .map(SourceRestartTest::seen)
        .returns(RouteTypes.SOURCE_EVENT)
        .sinkTo(new DiscardingSink<>());
    StreamGraph graph = env.getStreamGraph();
    ThreadlessSource.in(graph, source, "source");
    return env.executeAsync(graph);
  }

  private static SourceEvent seen(SourceEvent event) {
    ASSIGNED.add(event);
    if (FAILS.getAndSet(false)) {
      throw new IllegalStateException("once");
    }
    return event;
  }
}
