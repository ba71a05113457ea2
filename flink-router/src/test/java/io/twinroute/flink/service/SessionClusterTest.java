package io.twinroute.flink.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;

class SessionClusterTest {

  /** A client that is closed by its own thread waits for itself. */
  @Test
  void shouldPassAnAnswerOnAtOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] none = "{\"errors\":[\"no such job\"]}".getBytes(UTF_8);
          exchange.sendResponseHeaders(404, none.length);
          try (exchange) {
            exchange.getResponseBody().write(none);
          }
        });
    server.start();
    try (SessionCluster cluster = SessionCluster.at("localhost:" + server.getAddress().getPort())) {
      cluster.checkpoints(new JobID()).exceptionally(first -> null).get(30, TimeUnit.SECONDS);
      int before = asked.get();

      assertThat(cluster.checkpoints(new JobID())).failsWithin(Duration.ofSeconds(3));
      assertThat(cluster.checkpoint(new JobID())).failsWithin(Duration.ofSeconds(3));
      assertThat(asked.get()).isGreaterThanOrEqualTo(before + 2);
    } finally {
      server.stop(0);
    }
  }

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
