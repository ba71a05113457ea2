package io.twinroute.flink.service;

import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job of a route that already runs on the named cluster, because its router was killed. */
record RunningJob(String name, JobClient client) {

  private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(50);

  /**
   * The job of that name among a route's jobs, if there is one. All others are stopped first: they
   * have other ends or none, or an earlier definition, and two jobs would write the same results.
   *
   * @param savepoints where the others leave their savepoints
   */
  static Optional<JobClient> takeUp(List<RunningJob> jobs, String name, String savepoints)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (RunningJob job : jobs) {
      if (!job.name.equals(name)) {
        job.stop(savepoints);
      }
    }
    return jobs.stream().filter(job -> job.name.equals(name)).map(RunningJob::client).findFirst();
  }

  private void stop(String savepoints)
      throws ExecutionException, TimeoutException, InterruptedException {
    LOG.info("job={} is another run of the route and is stopped", name);
    try {
      String savepoint =
          client
              .stopWithSavepoint(false, savepoints, SavepointFormatType.CANONICAL)
              .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      LOG.info("job={} left the savepoint {}", name, savepoint);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "job={} took no savepoint and is cancelled; its last checkpoint counts: {}",
          name,
          Causes.rootMessage(e));
      client.cancel().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
    awaitEnd();
  }

  private void awaitEnd() throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    while (!client
        .getJobStatus()
        .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .isGloballyTerminalState()) {
      if (System.nanoTime() > deadline) {
        throw new RouteFailedException(
            "The job %s was asked to stop and still runs. Cancel it on the Flink cluster."
                .formatted(name));
      }
      Thread.sleep(POLL.toMillis());
    }
  }
}
