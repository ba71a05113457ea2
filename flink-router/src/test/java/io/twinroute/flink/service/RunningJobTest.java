package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

class RunningJobTest {

  private static final String SAVEPOINTS = "file:/state/savepoints";

  @Test
  void shouldTakeUpTheJobOfTheSameName() throws Exception {
    JobDouble same = new JobDouble();

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
    JobDouble other = new JobDouble();
    other.statuses.addAll(List.of(JobStatus.RUNNING, JobStatus.FINISHED));

    assertThat(RunningJob.takeUp(jobs("until-end-1", other), "live", SAVEPOINTS)).isEmpty();

    assertThat(other.calls).containsExactly("stop to " + SAVEPOINTS, "RUNNING", "FINISHED");
  }

  @Test
  void shouldCancelAnotherRunThatTakesNoSavepoint() throws Exception {
    JobDouble other = new JobDouble();
    other.takesNoSavepoint(new IllegalStateException("restarting"));
    other.statuses.addAll(List.of(JobStatus.CANCELLING, JobStatus.CANCELED));

    assertThat(RunningJob.takeUp(jobs("live", other), "until-end-1", SAVEPOINTS)).isEmpty();

    assertThat(other.calls)
        .containsExactly("stop to " + SAVEPOINTS, "cancel", "CANCELLING", "CANCELED");
  }

  @Test
  void shouldStopAnotherRunBesideTheOneThatItTakesUp() throws Exception {
    JobDouble same = new JobDouble();
    JobDouble other = new JobDouble();
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
    JobDouble other = new JobDouble();
    other.takesNoSavepoint(new IllegalStateException("restarting"));
    other.cancelled = CompletableFuture.failedFuture(new IllegalStateException("unreachable"));

    assertThatThrownBy(() -> RunningJob.takeUp(jobs("live", other), "until-end-1", SAVEPOINTS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("unreachable");
  }

  private static List<RunningJob> jobs(String name, JobClient client) {
    return List.of(new RunningJob(name, client));
  }
}
