package io.twinroute.flink.service;

import io.twinroute.config.RouteFile;
import io.twinroute.flink.job.FlinkNames;
import io.twinroute.flink.job.FlinkRouteJob;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.PinnedRoute;
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

  JobSubmission(PinnedRoute route, RouteFile file, StateDirectory state) {
    this.route = route;
    this.file = file;
    this.state = state;
  }

  /**
   * A client of the route's job: of the one that already runs on the named cluster, else of a new
   * one that resumes from the newest savepoint or checkpoint.
   *
   * @throws RouteFailedException if Flink does not take the job
   */
  JobClient submit() {
    String name = FlinkNames.job(route.plan().name(), route.incarnation());
    String cluster = file.flink().cluster();
    try {
      if (cluster != null) {
        Optional<JobClient> running = SessionCluster.at(cluster).find(name);
        if (running.isPresent() && route.untilEnd()) {
          throw RouteFailedException.permanent(
              "Route '%s' runs on the Flink cluster at %s already, without an end. Stop its router first, or leave --until-end away."
                  .formatted(route.plan().name(), cluster));
        }
        if (running.isPresent()) {
          LOG.info("route={} job={} runs already", route.plan().name(), name);
          return running.get();
        }
      }
      Optional<String> resumeFrom = state.newest();
      LOG.info("route={} resumes from {}", route.plan().name(), resumeFrom.orElse("the pins"));
      StreamExecutionEnvironment env =
          environment(cluster, JobSettings.of(route, file, state, resumeFrom));
      new FlinkRouteJob(route).define(env);
      return env.executeAsync(name);
    } catch (RouteFailedException e) {
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
    return file.flink().cluster() == null;
  }

  private StreamExecutionEnvironment environment(@Nullable String cluster, Configuration settings) {
    return cluster == null
        ? StreamExecutionEnvironment.createLocalEnvironment(route.plan().parallelism(), settings)
        : SessionCluster.at(cluster).environment(settings);
  }
}
