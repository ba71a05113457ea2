package io.twinroute.flink.service;

import io.twinroute.config.plan.Delivery;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Refusal;
import io.twinroute.runtime.cluster.SourceReadException;
import io.twinroute.runtime.failure.Failure;
import io.twinroute.runtime.failure.Failure.GaveUp;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.EngineFacts;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.supervise.RouteState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one route as a Flink job. The job itself never ends: when its sources have been read up to
 * their pinned ends, or the router is asked to stop, it is stopped with a savepoint, which commits
 * everything and is where the next run resumes.
 */
final class FlinkRunner implements RouteRunner {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkRunner.class);

  /** Between two questions about a job's checkpoints over the network. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Duration PAUSE_EMBEDDED = Duration.ofSeconds(2);

  private final PinnedRoute route;
  private final JobHost host;
  private final StateDirectory state;
  private final Patience patience;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final JobFacts facts;
  private volatile boolean abandoned;
  private volatile RouteCounts counts = RouteCounts.NONE;

  /**
   * @param checkpointInterval how often results are to be committed
   */
  FlinkRunner(
      PinnedRoute route,
      JobHost host,
      StateDirectory state,
      Patience patience,
      Duration checkpointInterval) {
    this.facts =
        new JobFacts(
            host.isEmbedded() ? PAUSE_EMBEDDED : PAUSE,
            checkpointInterval,
            route.plan().delivery() == Delivery.EXACTLY_ONCE,
            System::nanoTime);
    this.route = route;
    this.host = host;
    this.state = state;
    this.patience = patience;
  }

  @Override
  public RouteState run(StatusListener listener) throws InterruptedException {
    JobClient job = host.submit();
    facts.begin();
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    try {
      return watch(job, result, listener);
    } catch (RuntimeException e) {
      if (host.isEmbedded()) {
        end(job, result); // before another one replaces it
      }
      throw e;
    }
  }

  private RouteState watch(
      JobClient job, CompletableFuture<JobExecutionResult> result, StatusListener listener)
      throws InterruptedException {
    Duration poll = patience.poll();
    while (true) {
      boolean stop = stopRequested.await(poll.toMillis(), TimeUnit.MILLISECONDS);
      if (result.isDone()) {
        throw failure(result);
      }
      JobStatus status = ask(result, job::getJobStatus);
      facts.status(status);
      listener.status(stateOf(status), "job " + job.getJobID() + " is " + status);
      poll =
          status == JobStatus.RUNNING && !route.untilEnd() ? patience.livePoll() : patience.poll();
      if (status == JobStatus.RUNNING) {
        Map<String, Object> accumulators = ask(result, job::getAccumulators);
        counts = counts(accumulators);
        facts.look(() -> host.checkpoints(job.getJobID()), accumulators);
        boolean done = route.untilEnd() && counts.hasReachedTheEnds(route);
        if (done) {
          awaitCheckpoint(job, result);
        }
        if ((done || stop) && stopWithSavepoint(job, result)) {
          return stopped(done);
        }
        if (stop && abandoned) {
          ask(result, job::cancel);
          return RouteState.STOPPED;
        }
      } else if (stop) {
        ask(result, job::cancel); // its checkpoints stay
        return RouteState.STOPPED;
      }
    }
  }

  /** The counts are final now; a restart just before the end may have set the job back. */
  private RouteState stopped(boolean done) {
    if (done && !counts.hasReachedTheEnds(route)) {
      throw new RouteFailedException("The job was restarted just before its end.");
    }
    return done ? RouteState.FINISHED : RouteState.STOPPED;
  }

  private RouteCounts counts(Map<String, Object> accumulators) {
    return JobCounts.of(accumulators, route.inputs().size(), counts);
  }

  private static RouteState stateOf(JobStatus status) {
    return switch (status) {
      case INITIALIZING, CREATED -> RouteState.STARTING;
      case RUNNING -> RouteState.RUNNING;
      default -> RouteState.RESTARTING;
    };
  }

  /**
   * Commits the results with a checkpoint of their own. Otherwise the savepoint would hold
   * transactions to commit, and the next run would fail to commit them again and report a possible
   * loss. If Flink takes no checkpoint on request, its next regular one is enough.
   */
  private void awaitCheckpoint(JobClient job, CompletableFuture<JobExecutionResult> result)
      throws InterruptedException {
    Optional<String> before = state.newest();
    CompletableFuture<?> asked = host.checkpoint(job.getJobID());
    long deadline = System.nanoTime() + patience.stop().toNanos();
    while ((asked.isCompletedExceptionally() ? state.newest().equals(before) : !asked.isDone())
        && !result.isDone()
        && System.nanoTime() < deadline) {
      if (stopRequested.await(patience.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** False if the job cannot stop just now, because a task is still starting, or has ended. */
  private boolean stopWithSavepoint(JobClient job, CompletableFuture<JobExecutionResult> result)
      throws InterruptedException {
    Duration timeout = abandoned ? patience.lastTry() : patience.stop();
    try {
      job.stopWithSavepoint(false, state.savepoints(), SavepointFormatType.CANONICAL)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      counts =
          counts(
              result
                  .get(patience.stop().toMillis(), TimeUnit.MILLISECONDS)
                  .getAllAccumulatorResults());
      return true;
    } catch (ExecutionException | IllegalStateException e) {
      return false;
    } catch (TimeoutException e) {
      if (abandoned) {
        return false;
      }
      throw new RouteFailedException(
          "The job took no savepoint within %d s.".formatted(patience.stop().toSeconds()), e);
    }
  }

  /**
   * Permanent if the job itself has failed: Flink has restarted it as often as it may. A cluster
   * that does not know the job any more has lost it; the next attempt submits it again.
   */
  private RouteFailedException failure(CompletableFuture<JobExecutionResult> result) {
    try {
      result.getNow(null);
      return new RouteFailedException(
          "The job was stopped, and not by this router. Only one router may run a route.");
    } catch (CompletionException | CancellationException e) {
      if (ExceptionUtils.findThrowable(e, JobExecutionException.class).isEmpty()) {
        return unanswered(e);
      }
      return new RouteFailedException(
          RemovedUnread.loss(e).<Failure>map(loss -> loss).orElseGet(() -> gaveUp(e)));
    }
  }

  private GaveUp gaveUp(Exception e) {
    return new GaveUp(refusal(e).orElseGet(() -> "The job failed: " + Causes.rootMessage(e) + "."));
  }

  private Optional<String> refusal(Exception e) {
    ClassLoader classes = FlinkRunner.class.getClassLoader();
    return ExceptionUtils.findSerializedThrowable(e, SourceReadException.class, classes)
        .<Throwable>map(cause -> cause)
        .or(() -> ExceptionUtils.findSerializedThrowable(e, ApiException.class, classes))
        .flatMap(cause -> Refusal.reason(route.plan(), FlinkEngine.ENGINE, route.sizes(), cause));
  }

  private static RouteFailedException unanswered(Exception e) {
    return new RouteFailedException(
        "Flink does not report the job's state: " + Causes.rootMessage(e) + ".", e);
  }

  /**
   * An embedded cluster that has ended with its job no longer answers; then the job's end counts.
   */
  private <T> T ask(
      CompletableFuture<JobExecutionResult> result, Supplier<CompletableFuture<T>> question)
      throws InterruptedException {
    try {
      return question.get().get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      if (hasEnded(result)) {
        throw failure(result);
      }
      throw unanswered(e);
    }
  }

  private boolean hasEnded(CompletableFuture<JobExecutionResult> result)
      throws InterruptedException {
    try {
      result.get(patience.end().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | CancellationException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void end(JobClient job, CompletableFuture<JobExecutionResult> result)
      throws InterruptedException {
    if (result.isDone()) {
      return;
    }
    try {
      job.cancel().get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
      result.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      LOG.debug("the job ended otherwise than by being cancelled", e);
    }
  }

  @Override
  public void requestStop() {
    stopRequested.countDown();
  }

  /** With a savepoint if it takes one soon, so that no transaction stays open; else without. */
  @Override
  public void abandon() {
    abandoned = true;
    requestStop();
  }

  @Override
  public RouteCounts counts() {
    return counts;
  }

  @Override
  public EngineFacts facts() {
    return facts.now();
  }
}
