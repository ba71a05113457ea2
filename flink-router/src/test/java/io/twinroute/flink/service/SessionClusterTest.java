package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionClusterTest {

  @Test
  void shouldSendAlongWhatTheClusterLacks() {
    String classPath =
        String.join(
            File.pathSeparator,
            "/opt/twinroute/flink-router-0.1.0-SNAPSHOT.jar",
            "/opt/twinroute/modules/route-semantics-0.1.0-SNAPSHOT.jar",
            "/opt/twinroute/modules/flink-engine-0.1.0-SNAPSHOT.jar",
            "/opt/twinroute/lib/flink-connector-kafka-5.0.0-2.2.jar",
            "/opt/twinroute/lib/kafka-clients-4.2.0.jar",
            "/opt/twinroute/lib/somebodys-login-module-1.0.jar",
            "/opt/twinroute/lib/flink-runtime-2.2.1.jar",
            "/opt/twinroute/lib/frocksdbjni-8.10.0-ververica-1.0.jar",
            "/opt/twinroute/lib/micronaut-http-4.10.26.jar",
            "/opt/twinroute/classes");

    assertThat(SessionCluster.jarsOfJobs(classPath, Optional.empty()))
        .extracting(jar -> Path.of(jar).getFileName().toString())
        .containsExactly(
            "flink-router-0.1.0-SNAPSHOT.jar",
            "route-semantics-0.1.0-SNAPSHOT.jar",
            "flink-engine-0.1.0-SNAPSHOT.jar",
            "flink-connector-kafka-5.0.0-2.2.jar",
            "kafka-clients-4.2.0.jar",
            "somebodys-login-module-1.0.jar");
  }

  @Test
  void shouldSendAlongAllPlugins() {
    String classPath =
        String.join(
            File.pathSeparator,
            "/opt/twinroute/lib/commons-lang3-3.18.0.jar",
            "/opt/twinroute/plugins/company-login.jar",
            "/opt/twinroute/plugins/commons-codec-1.19.0.jar");

    assertThat(
            SessionCluster.jarsOfJobs(classPath, Optional.of(Path.of("/opt/twinroute/plugins/"))))
        .containsExactly(
            "/opt/twinroute/plugins/company-login.jar",
            "/opt/twinroute/plugins/commons-codec-1.19.0.jar");
  }

  @Test
  void shouldTellTheRoutersOwnLibrariesApart() {
    List<String> jars =
        SessionCluster.jarsOfJobs(System.getProperty("java.class.path"), Optional.empty());

    assertThat(jars)
        .extracting(jar -> Path.of(jar).getFileName().toString().replaceFirst("-[0-9].*", ""))
        .contains("kafka-clients", "flink-connector-kafka", "zstd-jni", "lz4-java", "snappy-java")
        .doesNotContain("frocksdbjni", "flink-runtime", "kryo", "picocli", "netty-common");
  }
}
