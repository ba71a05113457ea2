package io.twinroute.flink.service;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.supervise.RouteState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Runs one route as a Flink job. The job itself never ends: when its sources have been read up to
 * their pinned ends, or the router is asked to stop, it is stopped with a savepoint, which commits
 * everything and is where the next run resumes.
 */
final class FlinkRunner implements RouteRunner {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(50);

  private final PinnedRoute route;
  private final JobSubmission submission;
  private final StateDirectory state;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private volatile RouteCounts counts = RouteCounts.NONE;

  FlinkRunner(PinnedRoute route, JobSubmission submission, StateDirectory state) {
    this.route = route;
    this.submission = submission;
    this.state = state;
  }

  @Override
  public RouteState run(StatusListener listener) throws InterruptedException {
    JobClient job = submission.submit();
    while (true) {
      boolean stop = stopRequested.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      JobStatus status = answer(job.getJobStatus());
      if (status.isTerminalState()) {
        throw failure(job, status);
      }
      listener.status(stateOf(status), "job " + job.getJobID() + " is " + status);
      if (status == JobStatus.RUNNING) {
        counts = JobCounts.of(answer(job.getAccumulators()));
        boolean done = route.untilEnd() && counts.hasReachedTheEnds(route);
        if (done) {
          awaitNextCheckpoint();
        }
        if ((done || stop) && stopWithSavepoint(job)) {
          return done ? RouteState.FINISHED : RouteState.STOPPED;
        }
      } else if (stop) {
        answer(job.cancel()); // its checkpoints stay
        return RouteState.STOPPED;
      }
    }
  }

  private static RouteState stateOf(JobStatus status) {
    return switch (status) {
      case INITIALIZING, CREATED -> RouteState.STARTING;
      case RUNNING -> RouteState.RUNNING;
      default -> RouteState.RESTARTING;
    };
  }

  /**
   * Lets the results be committed by a checkpoint of their own. The savepoint then holds nothing to
   * commit, which the next run would try once more, in vain, and report as a possible loss.
   */
  private void awaitNextCheckpoint() throws InterruptedException {
    Optional<String> before = state.newest();
    long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    while (state.newest().equals(before) && System.nanoTime() < deadline) {
      if (stopRequested.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** False if the job cannot stop just now, because a task is still starting. */
  private boolean stopWithSavepoint(JobClient job) throws InterruptedException {
    CompletableFuture<String> savepoint =
        job.stopWithSavepoint(false, state.savepoints(), SavepointFormatType.CANONICAL);
    try {
      savepoint.get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      counts =
          JobCounts.of(
              job.getJobExecutionResult()
                  .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                  .getAllAccumulatorResults());
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (TimeoutException e) {
      throw new RouteFailedException(
          "The job took no savepoint within %d s.".formatted(STOP_TIMEOUT.toSeconds()), e);
    }
  }

  private RouteFailedException failure(JobClient job, JobStatus status)
      throws InterruptedException {
    try {
      job.getJobExecutionResult().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return new RouteFailedException("The job ended unexpectedly as " + status + ".");
    } catch (ExecutionException | TimeoutException e) {
      // Flink has restarted it as often as it may.
      return RouteFailedException.permanent(
          "The job ended as " + status + ": " + Causes.rootMessage(e) + ".");
    }
  }

  private static <T> T answer(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new RouteFailedException(
          "Flink does not tell about the job: " + Causes.rootMessage(e) + ".", e);
    }
  }

  @Override
  public void requestStop() {
    stopRequested.countDown();
  }

  @Override
  public RouteCounts counts() {
    return counts;
  }
}
