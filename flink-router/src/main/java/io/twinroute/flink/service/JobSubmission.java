package io.twinroute.flink.service;

import io.twinroute.config.plan.RouteFile;
import io.twinroute.flink.engine.FlinkSettings;
import io.twinroute.flink.job.FlinkRouteJob;
import io.twinroute.flink.names.FlinkNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a route's job onto Flink: the cluster inside this process, or the one that is named. */
final class JobSubmission {

  private static final Logger LOG = LoggerFactory.getLogger(JobSubmission.class);

  private final PinnedRoute route;
  private final RouteFile file;
  private final StateDirectory state;
  private final EmbeddedCluster embedded = new EmbeddedCluster();

  JobSubmission(PinnedRoute route, RouteFile file, StateDirectory state) {
    this.route = route;
    this.file = file;
    this.state = state;
  }

  /**
   * A client of the route's job: of the one that already runs on the named cluster and reads to the
   * same ends, else of a new one that resumes from the newest savepoint or checkpoint. A job that
   * reads to other ends is stopped first.
   *
   * @throws RouteFailedException if Flink does not take the job
   */
  JobClient submit() throws InterruptedException {
    String name = FlinkNames.job(route);
    String cluster = file.settings(FlinkSettings.class).cluster();
    try {
      if (cluster != null) {
        Optional<JobClient> running =
            RunningJob.takeUp(
                SessionCluster.at(cluster)
                    .jobs(FlinkNames.jobs(route.plan().name(), route.incarnation())),
                name,
                state.savepoints());
        if (running.isPresent()) {
          LOG.info("route={} job={} runs already", route.plan().name(), name);
          return running.get();
        }
      }
      Optional<String> resumeFrom = state.newest();
      new StateLedger(route, state).mustNotBeLost(resumeFrom.isPresent());
      LOG.info("route={} resumes from {}", route.plan().name(), resumeFrom.orElse("the pins"));
      StreamExecutionEnvironment env =
          environment(cluster, JobSettings.of(route, file, state, resumeFrom));
      new FlinkRouteJob(route).define(env);
      return env.executeAsync(name);
    } catch (RouteFailedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new RouteFailedException(
          "Flink%s did not take the job: %s."
              .formatted(cluster == null ? "" : " at " + cluster, Causes.rootMessage(e)),
          e);
    }
  }

  /** Whether the job runs inside this process, and so ends with whoever submitted it. */
  boolean isEmbedded() {
    return file.settings(FlinkSettings.class).cluster() == null;
  }

  /**
   * @throws RouteFailedException if the job's cluster is in this process and cannot run it any more
   */
  void mustHaveAPlaceToRun() throws InterruptedException {
    embedded.mustHaveItsTaskManager();
  }

  private StreamExecutionEnvironment environment(@Nullable String cluster, Configuration settings) {
    return cluster == null
        ? embedded.environment(route.plan().parallelism(), settings)
        : SessionCluster.at(cluster).environment(settings);
  }
}
