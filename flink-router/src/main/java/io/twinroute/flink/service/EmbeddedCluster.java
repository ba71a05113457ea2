package io.twinroute.flink.service;

import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of one job inside this process. Where a task manager of its own would end after a
 * fatal error and be started again, the one in here just goes, and its job waits for slots.
 */
final class EmbeddedCluster {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private volatile @Nullable MiniCluster cluster;
  private volatile boolean complete;

  /** An environment whose job gets a cluster of its own as soon as it is executed. */
  StreamExecutionEnvironment environment(int parallelism, Configuration settings) {
    Configuration local = new Configuration(settings);
    local.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
    local.set(DeploymentOptions.ATTACHED, true);
    local.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    return new StreamExecutionEnvironment(
        new Executors(), local, EmbeddedCluster.class.getClassLoader());
  }

  /**
   * @throws RouteFailedException if the cluster had its task manager and has lost it
   */
  void mustHaveItsTaskManager() throws InterruptedException {
    MiniCluster current = cluster;
    if (current == null || !current.isRunning()) {
      return; // the job's own end tells more
    }
    int taskManagers = taskManagers(current);
    complete |= taskManagers > 0;
    if (complete && taskManagers == 0) {
      throw new RouteFailedException(
          "Flink's task manager in this process has ended; the log lines before this one say why.");
    }
  }

  /** How many are connected; -1 if the cluster does not say. */
  private static int taskManagers(MiniCluster cluster) throws InterruptedException {
    try {
      return cluster
          .requestClusterOverview()
          .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .getNumTaskManagersConnected();
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      return -1;
    }
  }

  /** Asks for a checkpoint of the job. */
  CompletableFuture<?> checkpoint(JobID job) {
    MiniCluster current = cluster;
    return current == null
        ? CompletableFuture.failedFuture(new IllegalStateException("no job was submitted"))
        : current.triggerCheckpoint(job);
  }

  /** The one of the last job. */
  @Nullable MiniCluster cluster() {
    return cluster;
  }

  private MiniCluster start(MiniClusterConfiguration configuration) {
    MiniCluster started = new MiniCluster(configuration);
    complete = false;
    cluster = started;
    return started;
  }

  /** Flink's local executor, which does not tell about the cluster that it makes. */
  private final class Executors implements PipelineExecutorServiceLoader, PipelineExecutorFactory {

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
      return this;
    }

    @Override
    public Stream<String> getExecutorNames() {
      return Stream.of(getName());
    }

    @Override
    public String getName() {
      return LocalExecutor.NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
      return true;
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
      return LocalExecutor.createWithFactory(configuration, EmbeddedCluster.this::start);
    }
  }
}
