package io.twinroute.flink.service;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;

/** Where a route's job runs. */
interface JobHost {

  /**
   * A client of the route's job: of the one that already runs on the named cluster, reads to the
   * same ends and has the same definition, else of a new one that resumes from the newest savepoint
   * or checkpoint. A job that reads to other ends, or has an earlier definition, is stopped first.
   *
   * @throws io.twinroute.runtime.RouteFailedException if Flink does not take the job
   */
  JobClient submit() throws InterruptedException;

  /** Asks for a checkpoint of a job now; the future is done when the checkpoint is complete. */
  CompletableFuture<?> checkpoint(JobID job);

  /** Whether the job runs inside this process, and so ends with whoever submitted it. */
  boolean isEmbedded();
}
