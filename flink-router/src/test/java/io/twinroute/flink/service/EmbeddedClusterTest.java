package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void shouldNoticeThatItsTaskManagerIsGone() throws Exception {
    EmbeddedCluster cluster = new EmbeddedCluster();
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    StreamExecutionEnvironment env = cluster.environment(1, settings);
    env.fromSequence(0, Long.MAX_VALUE).sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("endless");
    await()
        .atMost(PATIENCE)
        .until(() -> job.getJobStatus().get(5, TimeUnit.SECONDS) == JobStatus.RUNNING);
    cluster.mustHaveItsTaskManager();

    cluster.cluster().terminateTaskManager(0).get(30, TimeUnit.SECONDS);

    // What Flink itself says of it: the job goes on.
    assertThat(job.getJobStatus().get(5, TimeUnit.SECONDS).isGloballyTerminalState()).isFalse();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(cluster::mustHaveItsTaskManager)
                    .isInstanceOf(RouteFailedException.class)
                    .hasMessageContaining("task manager"));
    job.cancel().get(30, TimeUnit.SECONDS);
  }
}
