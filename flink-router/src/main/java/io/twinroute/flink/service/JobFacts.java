package io.twinroute.flink.service;

import io.twinroute.flink.service.Checkpoints.Complete;
import io.twinroute.runtime.supervise.EngineFacts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a route's runner learns of its job besides the counts. It never waits for Flink. Ages are of
 * this machine's clock: Flink's may be another machine's. For one thread, but for {@link #now}.
 */
final class JobFacts {

  private final Duration pause;
  private final Duration interval;
  private final boolean hasTransactions;
  private final LongSupplier nanoTime;
  private @Nullable CompletableFuture<Checkpoints> asked;
  private long askedAt;
  private boolean ran;
  private boolean restarting;
  private long restarts;

  /** The failed ones of jobs that have ended. */
  private long failedBefore;

  private long failed;
  private @Nullable Complete last;
  private long lastSeen;
  private volatile EngineFacts facts = EngineFacts.NONE;

  /**
   * @param pause between two questions
   * @param interval between two checkpoints
   * @param hasTransactions whether results are written in transactions
   * @param nanoTime as {@link System#nanoTime}
   */
  JobFacts(Duration pause, Duration interval, boolean hasTransactions, LongSupplier nanoTime) {
    this.pause = pause;
    this.interval = interval;
    this.hasTransactions = hasTransactions;
    this.nanoTime = nanoTime;
  }

  /** Another job is watched from now on. */
  void begin() {
    failedBefore += failed;
    failed = 0;
    last = null;
    asked = null;
    ran = false;
    restarting = false;
    facts = EngineFacts.NONE;
  }

  /** Flink itself restarts a job whose task has failed. */
  void status(JobStatus status) {
    if (status == JobStatus.RUNNING) {
      ran = true;
      restarting = false;
    } else if (ran && !restarting) {
      restarting = true;
      restarts++;
    }
  }

  /** To be called often while the job runs. */
  void look(Supplier<CompletableFuture<Checkpoints>> question, Map<String, Object> accumulators) {
    long now = nanoTime.getAsLong();
    CompletableFuture<Checkpoints> open = asked;
    OptionalLong savepoint = facts.savepointBytes();
    if (open != null && open.isDone()) {
      asked = null;
      if (!open.isCompletedExceptionally()) {
        Checkpoints answer = open.join();
        take(answer, now);
        savepoint = answer.savepointBytes();
      }
    } else if (open == null && now - askedAt >= pause.toNanos()) {
      askedAt = now;
      asked = question.get();
    }
    facts = facts(savepoint, JobCounts.recentBytes(accumulators));
  }

  private void take(Checkpoints answer, long now) {
    failed = answer.failed();
    Complete newest = answer.last();
    Complete before = last;
    if (newest != null && (before == null || before.id() != newest.id())) {
      last = newest;
      lastSeen = now;
    }
  }

  private EngineFacts facts(OptionalLong savepoint, OptionalLong recent) {
    Complete checkpoint = last;
    OptionalLong completed = checkpoint == null ? OptionalLong.empty() : OptionalLong.of(lastSeen);
    return new EngineFacts(
        completed,
        // The next one begins as the checkpoint is taken.
        checkpoint != null && hasTransactions
            ? OptionalLong.of(lastSeen - checkpoint.took().toNanos())
            : OptionalLong.empty(),
        checkpoint == null ? Optional.empty() : Optional.of(checkpoint.took()),
        OptionalLong.of(failedBefore + failed),
        OptionalLong.of(restarts),
        checkpoint == null ? OptionalLong.empty() : OptionalLong.of(checkpoint.stateBytes()),
        savepoint,
        recent,
        Optional.of(interval));
  }

  /** What is known now; may be called by any thread. */
  EngineFacts now() {
    return facts;
  }
}
