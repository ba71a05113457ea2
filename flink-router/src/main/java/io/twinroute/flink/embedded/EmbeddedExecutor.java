package io.twinroute.flink.embedded;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Submits jobs to a cluster that outlives them. Flink's local executor makes a cluster for each
 * job, and ends it with the job.
 */
final class EmbeddedExecutor
    implements PipelineExecutor, PipelineExecutorFactory, PipelineExecutorServiceLoader {

  private static final String NAME = "embedded";

  private final Callable<MiniCluster> cluster;

  private EmbeddedExecutor(Callable<MiniCluster> cluster) {
    this.cluster = cluster;
  }

  /**
   * @param cluster supplies the cluster for a job when it is submitted
   */
  static StreamExecutionEnvironment environment(
      Configuration settings, Callable<MiniCluster> cluster) {
    Configuration job = new Configuration(settings);
    job.set(DeploymentOptions.TARGET, NAME);
    job.set(DeploymentOptions.ATTACHED, true);
    return new StreamExecutionEnvironment(
        new EmbeddedExecutor(cluster), job, EmbeddedExecutor.class.getClassLoader());
  }

  @Override
  public CompletableFuture<JobClient> execute(
      Pipeline pipeline, Configuration settings, ClassLoader classes) throws Exception {
    StreamGraph graph = PipelineExecutorUtils.getStreamGraph(pipeline, settings);
    graph.serializeUserDefinedInstances();
    MiniCluster host = cluster.call();
    return host.submitJob(graph)
        .thenApplyAsync(
            submitted -> {
              JobID job = submitted.getJobID();
              awaitInitialized(host, job, classes);
              return new MiniClusterJobClient(job, host, classes, JobFinalizationBehavior.NOTHING);
            });
  }

  private static void awaitInitialized(MiniCluster host, JobID job, ClassLoader classes) {
    try {
      ClientUtils.waitUntilJobInitializationFinished(
          () -> host.getJobStatus(job).get(), () -> host.requestJobResult(job).get(), classes);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public PipelineExecutor getExecutor(Configuration settings) {
    return this;
  }

  @Override
  public PipelineExecutorFactory getExecutorFactory(Configuration settings) {
    return this;
  }

  @Override
  public Stream<String> getExecutorNames() {
    return Stream.of(NAME);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean isCompatibleWith(Configuration settings) {
    return true;
  }
}
