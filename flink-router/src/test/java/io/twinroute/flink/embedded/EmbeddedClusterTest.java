package io.twinroute.flink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final EmbeddedSize SIZE =
      new EmbeddedSize(3, MemorySize.ofMebiBytes(64), MemorySize.ofMebiBytes(64));

  private final EmbeddedCluster cluster = new EmbeddedCluster(SIZE, Duration.ofMillis(250));

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void shouldGiveTheJobsAnotherTaskManagerInThePlaceOfALostOne() throws Exception {
    JobClient one = endless("one");
    JobClient other = endless("other");
    awaitRunning(one);
    awaitRunning(other);
    MiniCluster host = cluster.current();
    await().atMost(PATIENCE).until(() -> taskManagers(host) == 1);

    host.terminateTaskManager(0).get(30, TimeUnit.SECONDS);

    await().atMost(PATIENCE).until(() -> restarts(host, one) > 0 && restarts(host, other) > 0);
    awaitRunning(one);
    awaitRunning(other);
    assertThat(cluster.current()).isSameAs(host);
  }

  /** It ends between two looks, before the first of them or just after it was started. */
  @Test
  void shouldReplaceATaskManagerThatItNeverSawConnected() throws Exception {
    Duration heartbeat = Duration.ofMillis(250);
    Duration poll = Duration.ofSeconds(3);
    try (EmbeddedCluster rarelyLooking = new EmbeddedCluster(SIZE, heartbeat, poll, poll)) {
      JobClient job = endless(rarelyLooking, "one", 1);
      awaitRunning(job);
      MiniCluster host = rarelyLooking.current();

      host.terminateTaskManager(0).get(30, TimeUnit.SECONDS);

      await().atMost(PATIENCE).until(() -> restarts(host, job) > 0);
      awaitRunning(job);
    }
  }

  @Test
  void shouldLeaveOtherJobsAloneWhereOneFails() throws Exception {
    JobClient other = endless("other");
    awaitRunning(other);

    JobClient failing = failing();

    assertThatThrownBy(() -> failing.getJobExecutionResult().get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasStackTraceContaining("none of these");
    assertThat(status(other)).isEqualTo(JobStatus.RUNNING);
    assertThat(restarts(cluster.current(), other)).isZero();
  }

  /** A job of three tasks takes all slots of the first task manager. */
  @Test
  void shouldStartATaskManagerForJobsThatFindNoRoom() throws Exception {
    PinnedRoute first = Routes.pinned(3, 3, 3);
    cluster.makeRoom(List.of(first));
    JobClient one = endless("first", 3);
    awaitRunning(one);
    MiniCluster host = cluster.current();

    cluster.makeRoom(List.of(Routes.named(first, "second")));
    JobClient other = endless("second", 3);

    awaitRunning(other);
    assertThat(taskManagers(host)).isEqualTo(2);
    assertThat(status(one)).isEqualTo(JobStatus.RUNNING);
    assertThat(restarts(host, one)).isZero();
  }

  @Test
  void shouldUseTheRoomOfRoutesThatAreGone() throws Exception {
    PinnedRoute first = Routes.pinned(3, 3, 3);
    cluster.makeRoom(List.of(first));
    awaitRunning(endless("third"));

    cluster.keepRoom(List.of());
    cluster.makeRoom(List.of(Routes.named(first, "second")));

    assertThat(taskManagers(cluster.current())).isEqualTo(1);
  }

  @Test
  void shouldStartAgainAfterItHasEnded() throws Exception {
    awaitRunning(endless("first"));
    MiniCluster first = cluster.current();
    first.closeAsync().get(30, TimeUnit.SECONDS);

    awaitRunning(endless("second"));

    assertThat(cluster.current()).isNotSameAs(first);
  }

  @Test
  void shouldTakeNoJobOnceItIsClosed() throws Exception {
    cluster.close();

    assertThatThrownBy(() -> endless("late")).hasStackTraceContaining("stopping");
  }

  private JobClient endless(String name) throws Exception {
    return endless(name, 1);
  }

  private JobClient endless(String name, int parallelism) throws Exception {
    return endless(cluster, name, parallelism);
  }

  private static JobClient endless(EmbeddedCluster cluster, String name, int parallelism)
      throws Exception {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    StreamExecutionEnvironment env = cluster.environment(settings).setParallelism(parallelism);
    env.fromSequence(0, Long.MAX_VALUE)
        .map(EmbeddedClusterTest::calm)
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync(name);
  }

  private JobClient failing() throws Exception {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    StreamExecutionEnvironment env = cluster.environment(settings).setParallelism(1);
    env.fromSequence(0, Long.MAX_VALUE)
        .map(EmbeddedClusterTest::none)
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("failing");
  }

  /** So that the machine has something else to do, too. */
  private static Long calm(Long number) throws InterruptedException {
    Thread.sleep(10);
    return number;
  }

  private static Long none(Long number) {
    throw new IllegalStateException("none of these");
  }

  private static void awaitRunning(JobClient job) {
    await().atMost(PATIENCE).until(() -> status(job) == JobStatus.RUNNING);
  }

  private static JobStatus status(JobClient job) throws Exception {
    return job.getJobStatus().get(30, TimeUnit.SECONDS);
  }

  private static int taskManagers(MiniCluster host) throws Exception {
    return host.requestClusterOverview().get(30, TimeUnit.SECONDS).getNumTaskManagersConnected();
  }

  /** A job begins a further attempt with each restart. */
  private static long restarts(MiniCluster host, JobClient job) throws Exception {
    return host.getExecutionGraph(job.getJobID())
        .get(30, TimeUnit.SECONDS)
        .getAllExecutionVertices()
        .iterator()
        .next()
        .getCurrentExecutionAttempt()
        .getAttemptNumber();
  }
}
