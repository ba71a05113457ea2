package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.flink.embedded.EmbeddedCluster;
import io.twinroute.flink.embedded.EmbeddedSize;
import io.twinroute.runtime.pin.PinnedRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a small route takes of the router's process, but for its producers. */
class JobThreadsTest {

  private static final int ROUTES = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path checkpoints;

  /** Its task and that one's clock, its master's and its checkpoints' clock, a snapshot's. */
  @Test
  void shouldTakeFewThreads() throws Exception {
    PinnedRoute route = Routes.nowhere(4, 4, 1);
    EmbeddedSize size = EmbeddedSize.of(Collections.nCopies(ROUTES, route));
    try (EmbeddedCluster cluster = new EmbeddedCluster(size, Duration.ofSeconds(1))) {
      start(route, "first", cluster);
      await().atMost(PATIENCE).until(() -> completed() == 1);
      Map<String, Integer> one = threads();
      List<String> names = new ArrayList<>();
      for (int i = 1; i < ROUTES; i++) {
        names.add("route-" + i);
      }
      for (String name : names) {
        start(route, name, cluster);
      }
      await().atMost(PATIENCE).until(() -> completed() == ROUTES);
      Map<String, Integer> all = threads();

      System.out.println("JobThreadsTest: one job " + one);
      System.out.println("JobThreadsTest: " + ROUTES + " jobs " + all);
      assertThat(sum(all) - sum(one)).isLessThanOrEqualTo(names.size() * 5 + FLINKS_POOLS);
    }
  }

  /** Those of the cluster grow to some number, and stay. */
  private static final int FLINKS_POOLS = 10;

  private void start(PinnedRoute route, String name, EmbeddedCluster cluster) throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
    StreamExecutionEnvironment env = cluster.environment(settings);
    FlinkRouteJob job = FlinkRouteJob.ofFixedParallelism(route);
    job.logic(job.accept(job.read(env))).sinkTo(new DiscardingSink<>()).setParallelism(1);
    StreamGraph graph = job.graph(env);
    graph.setJobName(name);
    JobClient client = env.executeAsync(graph);
    await()
        .atMost(PATIENCE)
        .until(() -> client.getJobStatus().get(30, TimeUnit.SECONDS) == JobStatus.RUNNING);
  }

  /** Jobs with a complete checkpoint. */
  private long completed() throws Exception {
    try (Stream<Path> files =
        Files.find(checkpoints, 4, (file, is) -> file.endsWith("_metadata"))) {
      return files.map(file -> file.getParent().getParent()).distinct().count();
    } catch (java.io.UncheckedIOException e) {
      return -1; // one was removed meanwhile
    }
  }

  /** By name, without numbers. */
  private static Map<String, Integer> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(thread -> thread.getName().replaceAll("[0-9]+", "#"))
        .collect(Collectors.toMap(name -> name, name -> 1, Integer::sum, TreeMap::new));
  }

  private static int sum(Map<String, Integer> threads) {
    return threads.values().stream().mapToInt(Integer::intValue).sum();
  }
}
