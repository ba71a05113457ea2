package io.twinroute.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.cli.doctor.Finding.Level;
import io.twinroute.config.RouteFiles;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.runtime.cluster.KafkaClusters;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRunExaminationTest {

  private static final String ROUTES =
      """
      twinroute:
        clusters:
          east: { bootstrap-servers: "localhost:1" }
          west: { bootstrap-servers: "localhost:2" }
          central: { bootstrap-servers: "localhost:3" }
        routes:
          joined:
            left:  { cluster: east, topic: a, as: order }
            right: { cluster: west, topic: b, as: payment }
            join:  { before: 1s, after: 1s }
            output: { cluster: central, topic: out }
      """;

  @TempDir private Path folder;

  @Test
  void shouldFailWhereTheRouteWouldNotStart() throws Exception {
    assertThat(finding(ScriptedAdmin.setting("cleanup.policy", "delete")))
        .isEqualTo(
            new Finding(
                Level.FAIL,
                "route joined",
                "on flink it does not start: Topic 'twinroute.pins' on cluster central"
                    + " (localhost:3) has cleanup.policy=delete, so that routes would be"
                    + " forgotten. Set it to compact."));
  }

  @Test
  void shouldOnlyWarnWhereTheClusterDoesNotTell() throws Exception {
    assertThat(finding(ScriptedAdmin.refusal(new TopicAuthorizationException("not you"))))
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WARN);
              assertThat(finding.message())
                  .startsWith("on flink, not checked: Cluster 'central' at localhost:3 refused to");
            });
    assertThat(finding(ScriptedAdmin.refusal(new TimeoutException("too long"))))
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WARN);
              assertThat(finding.message()).startsWith("on flink, not checked: Cluster 'central'");
            });
  }

  /** What is found out about Flink's earlier run, with pins of these settings. */
  private Finding finding(KafkaFuture<Config> pins) throws Exception {
    Path file = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
    Admin everywhere = ScriptedAdmin.of(ScriptedAdmin::topic, pins);
    CollectedFindings findings = new CollectedFindings();
    new EarlierRunExamination(
            new KafkaClusters(),
            RouteFiles.read(file).routes().get(0),
            cluster -> everywhere,
            findings)
        .pins(FlinkEngine.ENGINE);
    return findings.all().get(0);
  }
}
