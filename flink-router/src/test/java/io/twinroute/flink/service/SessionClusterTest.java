package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
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

    assertThat(SessionCluster.jarsOfJobs(classPath))
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
  void shouldTellTheRoutersOwnLibrariesApart() {
    List<String> jars = SessionCluster.jarsOfJobs(System.getProperty("java.class.path"));

    assertThat(jars)
        .extracting(jar -> Path.of(jar).getFileName().toString().replaceFirst("-[0-9].*", ""))
        .contains("kafka-clients", "flink-connector-kafka", "zstd-jni", "lz4-java", "snappy-java")
        .doesNotContain("frocksdbjni", "flink-runtime", "kryo", "picocli", "netty-common");
  }
}
