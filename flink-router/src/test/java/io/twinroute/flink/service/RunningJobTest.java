package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;

class RunningJobTest {

  private static final String SAVEPOINTS = "file:/state/savepoints";

  @Test
  void shouldTakeUpTheJobOfTheSameName() throws Exception {
    JobStub same = new JobStub();

    assertThat(RunningJob.takeUp(jobs("live", same), "live", SAVEPOINTS)).containsSame(same);

    assertThat(same.calls).isEmpty();
  }

  @Test
  void shouldTakeUpNothingWhereNothingRuns() throws Exception {
    assertThat(RunningJob.takeUp(List.of(), "live", SAVEPOINTS)).isEmpty();
  }

  /** The new job would find the slots taken, and the old one's transactions open. */
  @Test
  void shouldStopAnotherRunWithASavepointAndWaitUntilItIsGone() throws Exception {
    JobStub other = new JobStub();
    other.statuses.addAll(List.of(JobStatus.RUNNING, JobStatus.FINISHED));

    assertThat(RunningJob.takeUp(jobs("until-end-1", other), "live", SAVEPOINTS)).isEmpty();

    assertThat(other.calls).containsExactly("stop to " + SAVEPOINTS, "RUNNING", "FINISHED");
  }

  @Test
  void shouldCancelAnotherRunThatTakesNoSavepoint() throws Exception {
    JobStub other = new JobStub();
    other.savepoint = CompletableFuture.failedFuture(new IllegalStateException("restarting"));
    other.statuses.addAll(List.of(JobStatus.CANCELLING, JobStatus.CANCELED));

    assertThat(RunningJob.takeUp(jobs("live", other), "until-end-1", SAVEPOINTS)).isEmpty();

    assertThat(other.calls)
        .containsExactly("stop to " + SAVEPOINTS, "cancel", "CANCELLING", "CANCELED");
  }

  @Test
  void shouldStopAnotherRunBesideTheOneThatItTakesUp() throws Exception {
    JobStub same = new JobStub();
    JobStub other = new JobStub();
    other.statuses.add(JobStatus.FINISHED);
    List<RunningJob> jobs = new ArrayList<>(jobs("live", same));
    jobs.addAll(jobs("until-end-1", other));

    assertThat(RunningJob.takeUp(jobs, "live", SAVEPOINTS)).containsSame(same);

    assertThat(same.calls).isEmpty();
    assertThat(other.calls).containsExactly("stop to " + SAVEPOINTS, "FINISHED");
  }

  /** Else two jobs might run; the router tries again. */
  @Test
  void shouldFailIfTheOtherRunCannotBeEnded() {
    JobStub other = new JobStub();
    other.savepoint = CompletableFuture.failedFuture(new IllegalStateException("restarting"));
    other.cancelled = CompletableFuture.failedFuture(new IllegalStateException("unreachable"));

    assertThatThrownBy(() -> RunningJob.takeUp(jobs("live", other), "until-end-1", SAVEPOINTS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("unreachable");
  }

  private static List<RunningJob> jobs(String name, JobClient client) {
    return List.of(new RunningJob(name, client));
  }

  /** A job that answers as it is told, and remembers what it was asked. */
  private static final class JobStub implements JobClient {
    final List<String> calls = new ArrayList<>();
    final Deque<JobStatus> statuses = new ArrayDeque<>();
    CompletableFuture<String> savepoint = CompletableFuture.completedFuture("savepoint-1");
    CompletableFuture<Void> cancelled = CompletableFuture.completedFuture(null);

    @Override
    public CompletableFuture<String> stopWithSavepoint(
        boolean drain, String directory, SavepointFormatType format) {
      calls.add((drain ? "drain to " : "stop to ") + directory);
      return savepoint;
    }

    @Override
    public CompletableFuture<Void> cancel() {
      calls.add("cancel");
      return cancelled;
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
      JobStatus status = statuses.remove();
      calls.add(status.name());
      return CompletableFuture.completedFuture(status);
    }

    @Override
    public JobID getJobID() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
        String directory, SavepointFormatType format) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
      throw new UnsupportedOperationException();
    }
  }
}
