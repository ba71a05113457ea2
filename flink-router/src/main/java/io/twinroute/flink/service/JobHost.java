package io.twinroute.flink.service;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;

/** Where a route's job runs. */
interface JobHost {

  /**
   * A client of the route's job: of a job on the named cluster with the same ends and definition,
   * or else of a new one that resumes from the newest savepoint or checkpoint. A job that reads to
   * other ends, or has an earlier definition, is stopped first.
   *
   * @throws io.twinroute.runtime.RouteFailedException if Flink does not accept the job
   */
  JobClient submit() throws InterruptedException;

  /** Requests a checkpoint of a job; the future is done when the checkpoint is complete. */
  CompletableFuture<?> checkpoint(JobID job);

  /** What is known of a job's checkpoints; done when Flink has answered. */
  default CompletableFuture<Checkpoints> checkpoints(JobID job) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException());
  }

  /** Whether the job runs inside this process, and so ends with it. */
  boolean isEmbedded();
}
