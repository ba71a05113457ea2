package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.messages.FlinkJobNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlinkRunnerTest {

  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Waits for nothing that a test does not wait for itself. */
  private static final Patience PATIENT = new Patience(SHORT, SHORT, LONG, LONG, LONG, SHORT);

  private static final Patience IMPATIENT =
      new Patience(SHORT, SHORT, LONG, Duration.ofSeconds(1), SHORT, SHORT);

  /** Offsets 5 of the orders and 7 of the payments have been read. */
  private static final Map<String, Object> AT_THE_ENDS =
      Map.of("positions-0", new long[] {5}, "positions-1", new long[] {7}, "results", 3L);

  private static final Map<String, Object> BEFORE_THE_ENDS =
      Map.of("positions-0", new long[] {5}, "positions-1", new long[] {6}, "results", 2L);

  private final JobDouble job = new JobDouble();
  private final Host host = new Host();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @TempDir private Path folder;

  @BeforeEach
  void run() {
    job.statuses.add(JobStatus.RUNNING);
  }

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void shouldStopWithASavepointAndCountWhatTheJobHasDoneInAll() throws Exception {
    FlinkRunner runner = runner(endless(), PATIENT);
    job.accumulators = BEFORE_THE_ENDS;
    job.lastAccumulators = AT_THE_ENDS;
    Future<RouteState> end = run(runner);
    await().until(() -> runner.counts().results() == 2);

    runner.requestStop();

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
    assertThat(runner.counts().results()).isEqualTo(3);
    assertThat(asked()).containsExactly("stop to " + state(endless()).savepoints());
  }

  @Test
  void shouldTellTheStateOfTheJobOnItsWay() throws Exception {
    job.statuses.clear();
    job.statuses.addAll(
        List.of(
            JobStatus.INITIALIZING,
            JobStatus.CREATED,
            JobStatus.RUNNING,
            JobStatus.FAILING,
            JobStatus.RESTARTING,
            JobStatus.RUNNING));
    FlinkRunner runner = runner(endless(), PATIENT);
    Future<RouteState> end = run(runner);
    await().until(() -> told.size() > 6);

    runner.requestStop();

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
    String name = "job " + job.getJobID() + " is ";
    assertThat(told)
        .startsWith(
            "STARTING " + name + "INITIALIZING",
            "STARTING " + name + "CREATED",
            "RUNNING " + name + "RUNNING",
            "RESTARTING " + name + "FAILING",
            "RESTARTING " + name + "RESTARTING",
            "RUNNING " + name + "RUNNING");
  }

  /** The results are committed by a checkpoint, so that the savepoint has nothing to commit. */
  @Test
  void shouldEndWithTheSourcesEndsAfterOneMoreCheckpoint() throws Exception {
    PinnedRoute route = untilEnd();
    FlinkRunner runner = runner(route, PATIENT);
    job.accumulators = BEFORE_THE_ENDS;
    job.lastAccumulators = AT_THE_ENDS;
    Future<RouteState> end = run(runner);
    await().until(() -> told.size() > 3);
    checkpoint(route, 1); // does not count: the ends are not reached
    job.accumulators = AT_THE_ENDS;
    await().until(() -> runner.counts().hasReachedTheEnds(route));
    await().until(() -> host.checkpoints.get() == 1);
    await().during(Duration.ofMillis(200)).until(() -> asked().isEmpty());

    host.checkpoint.complete("there");

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.FINISHED);
    assertThat(asked()).containsExactly("stop to " + state(route).savepoints());
  }

  /** A job that is just restarting takes none, and the next one comes by itself. */
  @Test
  void shouldWaitForTheNextCheckpointWhereNoneIsTakenNow() throws Exception {
    PinnedRoute route = untilEnd();
    FlinkRunner runner = runner(route, PATIENT);
    host.checkpoint.completeExceptionally(new IllegalStateException("not all tasks run"));
    job.accumulators = AT_THE_ENDS;
    job.lastAccumulators = AT_THE_ENDS;
    Future<RouteState> end = run(runner);
    await().until(() -> host.checkpoints.get() == 1);
    await().during(Duration.ofMillis(200)).until(() -> asked().isEmpty());

    checkpoint(route, 1);

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.FINISHED);
  }

  @Test
  void shouldNotTakeForDoneAJobThatWasSetBackJustBeforeItsEnd() {
    job.accumulators = AT_THE_ENDS;
    job.lastAccumulators = BEFORE_THE_ENDS;

    RouteFailedException failure = failure(untilEnd(), IMPATIENT);

    assertThat(failure).hasMessage("The job was restarted just before its end.");
    assertThat(failure.isPermanent()).isFalse();
  }

  /** Flink has restarted it as often as it may. */
  @Test
  void shouldFailForGoodWithTheJobsOwnReason() {
    job.result.completeExceptionally(
        new JobExecutionException(
            job.getJobID(), "failed", new IllegalStateException("no slots.")));

    RouteFailedException failure = failure(endless(), PATIENT);

    assertThat(failure).hasMessage("The job failed: IllegalStateException: no slots.");
    assertThat(failure.isPermanent()).isTrue();
  }

  /** A session cluster that was started again does not know it. */
  @Test
  void shouldComeBackWithAJobThatItsClusterHasLost() {
    job.result.completeExceptionally(new FlinkJobNotFoundException(job.getJobID()));

    RouteFailedException failure = failure(endless(), PATIENT);

    assertThat(failure).hasMessageStartingWith("Flink does not report the job's state: ");
    assertThat(failure.isPermanent()).isFalse();
    assertThat(asked()).isEmpty();
  }

  @Test
  void shouldSayThatSomeoneElseHasStoppedTheJob() {
    job.result.complete(null);

    RouteFailedException failure = failure(endless(), PATIENT);

    assertThat(failure)
        .hasMessage(
            "The job was stopped, and not by this router. Only one router may run a route.");
    assertThat(failure.isPermanent()).isFalse();
  }

  /** An embedded cluster ends with its job, and answers no more. */
  @Test
  void shouldGiveTheJobsReasonWhereFlinkDoesNotAnswer() {
    host.job =
        new JobDouble() {
          @Override
          public CompletableFuture<JobStatus> getJobStatus() {
            result.completeExceptionally(
                new JobExecutionException(getJobID(), "failed", new IllegalStateException("boom")));
            return CompletableFuture.failedFuture(new IllegalStateException("shut down"));
          }
        };

    RouteFailedException failure = failure(endless(), PATIENT);

    assertThat(failure).hasMessage("The job failed: IllegalStateException: boom.");
    assertThat(failure.isPermanent()).isTrue();
  }

  @Test
  void shouldComeBackWhereFlinkDoesNotAnswer() {
    host.job =
        new JobDouble() {
          @Override
          public CompletableFuture<JobStatus> getJobStatus() {
            return CompletableFuture.failedFuture(new IllegalStateException("unreachable"));
          }
        };

    RouteFailedException failure = failure(endless(), PATIENT);

    assertThat(failure)
        .hasMessage("Flink does not report the job's state: IllegalStateException: unreachable.");
    assertThat(failure.isPermanent()).isFalse();
  }

  @Test
  void shouldFailWhereTheJobTakesNoSavepointInTime() {
    job.savepoints.clear();
    job.savepoints.add(new CompletableFuture<>());
    FlinkRunner runner = runner(endless(), IMPATIENT);
    runner.requestStop();

    RouteFailedException failure =
        catchThrowableOfType(RouteFailedException.class, () -> runner.run(this::tell));

    assertThat(failure).hasMessage("The job took no savepoint within 1 s.");
    assertThat(failure.isPermanent()).isFalse();
    assertThat(asked()).doesNotContain("cancel"); // it keeps running on its cluster
  }

  @Test
  void shouldEndAJobInThisProcessThatTakesNoSavepointInTime() {
    job.savepoints.clear();
    job.savepoints.add(new CompletableFuture<>());
    host.embedded = true;
    FlinkRunner runner = runner(endless(), IMPATIENT);
    runner.requestStop();

    assertThatThrownBy(() -> runner.run(this::tell))
        .hasMessageStartingWith("The job took no savepoint");
    assertThat(asked()).endsWith("cancel");
  }

  /** A task may still be starting. */
  @Test
  void shouldAskForASavepointAgainWhereTheJobCannotStopJustNow() throws Exception {
    job.savepoints.addFirst(CompletableFuture.failedFuture(new IllegalStateException("starting")));
    FlinkRunner runner = runner(endless(), PATIENT);
    runner.requestStop();

    assertThat(runner.run(this::tell)).isEqualTo(RouteState.STOPPED);

    String stop = "stop to " + state(endless()).savepoints();
    assertThat(asked()).containsExactly(stop, stop);
  }

  @Test
  void shouldCancelAJobThatIsRestartingWhenItIsToStop() throws Exception {
    job.statuses.clear();
    job.statuses.add(JobStatus.RESTARTING);
    FlinkRunner runner = runner(endless(), PATIENT);
    runner.requestStop();

    assertThat(runner.run(this::tell)).isEqualTo(RouteState.STOPPED);

    assertThat(asked()).containsExactly("cancel");
  }

  @Test
  void shouldCancelAnAbandonedJobThatTakesNoSavepointSoon() throws Exception {
    job.savepoints.clear();
    job.savepoints.add(new CompletableFuture<>());
    FlinkRunner runner = runner(endless(), new Patience(SHORT, SHORT, LONG, LONG, SHORT, SHORT));
    Future<RouteState> end = run(runner);
    await().until(() -> !told.isEmpty());

    runner.abandon();

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
    assertThat(asked()).containsExactly("stop to " + state(endless()).savepoints(), "cancel");
  }

  @Test
  void shouldStopAnAbandonedJobWithASavepointIfItTakesOne() throws Exception {
    FlinkRunner runner = runner(endless(), PATIENT);
    Future<RouteState> end = run(runner);
    await().until(() -> !told.isEmpty());

    runner.abandon();

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
    assertThat(asked()).doesNotContain("cancel");
  }

  /** Another one is to take its place. */
  @Test
  void shouldEndTheJobInThisProcessWhenTheRunnerFails() {
    host.embedded = true;

    assertThatThrownBy(() -> runner(endless(), PATIENT).run(FlinkRunnerTest::refuse))
        .hasMessage("refused");

    assertThat(asked()).containsExactly("cancel");
  }

  @Test
  void shouldLeaveTheJobOnAClusterOfItsOwnWhenTheRunnerFails() {
    assertThatThrownBy(() -> runner(endless(), PATIENT).run(FlinkRunnerTest::refuse))
        .hasMessage("refused");

    assertThat(asked()).isEmpty();
  }

  private static void refuse(RouteState state, String text) {
    throw new IllegalStateException("refused");
  }

  /** What the job was asked to do. */
  private List<String> asked() {
    return List.copyOf(job.calls).stream()
        .filter(call -> call.equals("cancel") || call.startsWith("stop"))
        .toList();
  }

  private Future<RouteState> run(FlinkRunner runner) {
    return executor.submit(() -> runner.run(this::tell));
  }

  private RouteFailedException failure(PinnedRoute route, Patience patience) {
    return catchThrowableOfType(
        RouteFailedException.class, () -> runner(route, patience).run(this::tell));
  }

  private void tell(RouteState state, String reason) {
    told.add(state + " " + reason);
  }

  private FlinkRunner runner(PinnedRoute route, Patience patience) {
    return new FlinkRunner(route, host, state(route), patience, Duration.ofSeconds(1));
  }

  private StateDirectory state(PinnedRoute route) {
    return new StateDirectory(folder.toString(), route);
  }

  private void checkpoint(PinnedRoute route, int number) throws IOException {
    Path directory =
        Files.createDirectories(
            folder
                .resolve(route.plan().name())
                .resolve(route.incarnation())
                .resolve("checkpoints/job/chk-" + number));
    Path written = Files.writeString(directory.resolve("_metadata"), "complete");
    Files.setLastModifiedTime(written, FileTime.fromMillis(1_700_000_000_000L + number * 1_000L));
  }

  private static PinnedRoute endless() {
    return Routes.pinned(1, 1, 1);
  }

  /** Ends with offset 5 of the orders and 7 of the payments. */
  private static PinnedRoute untilEnd() {
    PinnedRoute route = endless();
    return new PinnedRoute(
        route.plan(),
        route.incarnation(),
        List.of(
            PinnedInput.of(route.input(0).input(), List.of(List.of(0L)), List.of(List.of(5L))),
            PinnedInput.of(route.input(1).input(), List.of(List.of(0L)), List.of(List.of(7L)))),
        0,
        route.limit(),
        true);
  }

  private final class Host implements JobHost {
    JobClient job = FlinkRunnerTest.this.job;
    boolean embedded;
    final CompletableFuture<String> checkpoint = new CompletableFuture<>();
    final AtomicInteger checkpoints = new AtomicInteger();

    @Override
    public JobClient submit() {
      return job;
    }

    @Override
    public CompletableFuture<?> checkpoint(JobID id) {
      checkpoints.incrementAndGet();
      return checkpoint;
    }

    @Override
    public boolean isEmbedded() {
      return embedded;
    }
  }
}
