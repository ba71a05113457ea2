package io.twinroute.flink.service;

import io.twinroute.config.plan.RouteFile;
import io.twinroute.flink.embedded.EmbeddedCluster;
import io.twinroute.flink.engine.FlinkSettings;
import io.twinroute.flink.job.FlinkRouteJob;
import io.twinroute.flink.names.FlinkNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submits a route's job to Flink: to the cluster inside this process, or to the named one. */
final class JobSubmission implements JobHost {

  private static final Logger LOG = LoggerFactory.getLogger(JobSubmission.class);

  private final Clusters clusters;
  private final PinnedRoute route;
  private final RouteFile file;
  private final StateDirectory state;

  /** The named cluster's address; null for the one inside this process. */
  private final @Nullable String cluster;

  private final @Nullable SessionCluster session;
  private final @Nullable EmbeddedCluster embedded;

  /**
   * @param embedded the cluster in this process; null if the route file names another
   * @param session that other one; null if there is none
   */
  JobSubmission(
      Clusters clusters,
      PinnedRoute route,
      RouteFile file,
      StateDirectory state,
      @Nullable EmbeddedCluster embedded,
      @Nullable SessionCluster session) {
    this.session = session;
    this.clusters = clusters;
    this.route = route;
    this.file = file;
    this.state = state;
    this.embedded = embedded;
    this.cluster = file.settings(FlinkSettings.class).cluster();
  }

  @Override
  public JobClient submit() throws InterruptedException {
    String name = FlinkNames.job(route);
    try {
      if (cluster != null) {
        Optional<JobClient> running =
            RunningJob.takeUp(
                session().jobs(FlinkNames.jobs(route.plan().name(), route.incarnation())),
                name,
                state.savepoints());
        if (running.isPresent()) {
          LOG.info("route={} job={} runs already", route.plan().name(), name);
          return running.get();
        }
      }
      Optional<String> resumeFrom = state.newest();
      new StateLedger(clusters, route, state).mustNotBeLost(resumeFrom.isPresent());
      LOG.info("route={} resumes from {}", route.plan().name(), resumeFrom.orElse("the pins"));
      StreamExecutionEnvironment env = environment(JobSettings.of(file, state, resumeFrom));
      FlinkRouteJob job =
          embedded == null ? FlinkRouteJob.of(route) : FlinkRouteJob.ofFixedParallelism(route);
      job.define(env);
      StreamGraph graph = job.graph(env);
      graph.setJobName(name);
      return env.executeAsync(graph);
    } catch (RouteFailedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new RouteFailedException(
          "Flink%s did not accept the job: %s."
              .formatted(cluster == null ? "" : " at " + cluster, Causes.rootMessage(e)),
          e);
    }
  }

  @Override
  public CompletableFuture<?> checkpoint(JobID job) {
    return embedded == null ? session().checkpoint(job) : embedded.checkpoint(job);
  }

  @Override
  public CompletableFuture<Checkpoints> checkpoints(JobID job) {
    return embedded == null
        ? session().checkpoints(job)
        : embedded.checkpoints(job).thenApply(Checkpoints::of);
  }

  @Override
  public boolean isEmbedded() {
    return embedded != null;
  }

  private StreamExecutionEnvironment environment(Configuration settings) {
    return embedded == null ? session().environment(settings) : embedded.environment(settings);
  }

  private SessionCluster session() {
    return Objects.requireNonNull(session, "neither embedded nor named");
  }
}
