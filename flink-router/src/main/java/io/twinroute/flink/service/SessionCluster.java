package io.twinroute.flink.service;

import io.twinroute.runtime.cluster.Plugins;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster that runs elsewhere, reached over its REST endpoint. It has Flink's own
 * libraries; the router uploads the rest of its library folder, and all plugins.
 */
final class SessionCluster implements AutoCloseable {

  /**
   * The libraries that are not uploaded with a job: Flink and its dependencies, which the cluster
   * has (except connectors), and those that only the router needs.
   */
  private static final Pattern NOT_THE_JOBS =
      Pattern.compile(
          "(flink-(?!router|engine|connector).*|frocksdbjni|kryo|minlog|objenesis|reflectasm|javassist"
              + "|commons-.*|snakeyaml.*|async-profiler|jsr305|slf4j-.*|logback-.*"
              + "|micronaut-.*|micrometer-.*|prometheus-metrics-.*|HdrHistogram|LatencyUtils|netty-.*|reactor-.*|reactive-streams|jakarta\\..*|picocli)"
              + "-[0-9].*\\.jar");

  private static final Duration RETRY_DELAY = Duration.ofMillis(500);
  private static final int RETRIES = 60;

  private final String host;
  private final int port;

  /** Asks about checkpoints; kept open, and closed by no thread of its own. Guarded by this. */
  private @Nullable RestClusterClient<StandaloneClusterId> asking;

  private SessionCluster(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * @param address {@code host:port}, as validated in the route file
   */
  static SessionCluster at(String address) {
    int colon = address.lastIndexOf(':');
    return new SessionCluster(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /**
   * The jobs that have not ended.
   *
   * @param prefix what their names begin with
   */
  List<RunningJob> jobs(String prefix) throws Exception {
    try (RestClusterClient<StandaloneClusterId> client = client()) {
      return client.listJobs().get(20, TimeUnit.SECONDS).stream()
          .filter(job -> job.getJobName().startsWith(prefix))
          .filter(job -> !job.getJobState().isGloballyTerminalState())
          .map(job -> new RunningJob(job.getJobName(), clientOf(job.getJobId())))
          .toList();
    }
  }

  /** Asks for a checkpoint of a job. */
  CompletableFuture<?> checkpoint(JobID job) {
    try {
      return asking().triggerCheckpoint(job, CheckpointType.CONFIGURED);
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What is known of a job's checkpoints. */
  CompletableFuture<Checkpoints> checkpoints(JobID job) {
    JobMessageParameters parameters = new JobMessageParameters();
    parameters.jobPathParameter.resolve(job);
    try {
      return asking()
          .sendRequest(
              CheckpointingStatisticsHeaders.getInstance(),
              parameters,
              EmptyRequestBody.getInstance())
          .thenApply(Checkpoints::of);
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized RestClusterClient<StandaloneClusterId> asking() throws Exception {
    RestClusterClient<StandaloneClusterId> client = asking;
    if (client == null) {
      client = client();
      asking = client;
    }
    return client;
  }

  /** Leaves the cluster and its jobs as they are. */
  @Override
  public synchronized void close() {
    RestClusterClient<StandaloneClusterId> client = asking;
    asking = null;
    if (client != null) {
      client.close();
    }
  }

  private JobClient clientOf(JobID job) {
    return new ClusterClientJobClientAdapter<>(
        this::clientOrFail, job, SessionCluster.class.getClassLoader());
  }

  StreamExecutionEnvironment environment(Configuration settings) {
    String[] jars =
        jarsOfJobs(System.getProperty("java.class.path"), Plugins.folder()).toArray(String[]::new);
    return StreamExecutionEnvironment.createRemoteEnvironment(host, port, settings, jars);
  }

  private ClusterClient<StandaloneClusterId> clientOrFail() {
    try {
      return client();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private RestClusterClient<StandaloneClusterId> client() throws Exception {
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, host);
    settings.set(RestOptions.PORT, port);
    settings.set(JobManagerOptions.ADDRESS, host);
    // A job manager that was killed is back within seconds; Flink's client would ask every three
    // seconds.
    settings.set(RestOptions.RETRY_DELAY, RETRY_DELAY);
    settings.set(RestOptions.RETRY_MAX_ATTEMPTS, RETRIES);
    return new RestClusterClient<>(settings, StandaloneClusterId.getInstance());
  }

  /**
   * Each route's job uploads them again, so every megabyte counts.
   *
   * @param plugins the folder whose jars the cluster lacks, whatever their names are
   */
  static List<String> jarsOfJobs(String classPath, Optional<Path> plugins) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .filter(
            jar ->
                Optional.ofNullable(Path.of(jar).getParent()).equals(plugins)
                    || !NOT_THE_JOBS.matcher(Path.of(jar).getFileName().toString()).matches())
        .toList();
  }
}
