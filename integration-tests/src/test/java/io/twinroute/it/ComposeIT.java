package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Cluster;
import io.twinroute.config.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Compose;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.parity.ParityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's own compose file, as a user runs it: brought up, fed, changed, hurt, taken down.
 */
class ComposeIT {

  private static final Duration TO_HEALTHY = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long SEVEN_GIB = 7L << 30;
  private static final List<String> ROUTERS = List.of("flink-router", "kstreams-router");

  @TempDir private static Path folder;
  private static Path config;
  private static Compose compose;

  private int batches;

  @BeforeAll
  static void bringItUp() throws IOException {
    // The containers' user is another one than this test's.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    config = folder.resolve("routes.yml");
    compose = new Compose(folder);
    write(Files.readString(Command.home().resolve("deploy/compose/routes/routes.yml")));
    compose.run("build");
    compose.run("up", "--detach");
    awaitHealthy(TO_HEALTHY);
  }

  /** On the ports that this run has. */
  private static void write(String routes) throws IOException {
    String text = routes;
    for (String cluster : List.of("EAST", "WEST", "CENTRAL")) {
      text =
          text.replaceAll(
              "\\$\\{TWINROUTE_%s_PORT:\\d+}".formatted(cluster),
              Integer.toString(compose.port(cluster)));
    }
    Files.writeString(config, text);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
  }

  @AfterAll
  static void takeItDown() {
    if (compose != null) {
      compose.close();
    }
  }

  @Test
  void shouldWriteIdenticalRecordsWhateverHappensToItsContainers() throws IOException {
    mustEqualReference("paid-orders", 45_000);

    produce();
    mustEqualReference("paid-orders", 45_001);

    addRoute();
    compose.run("restart", "--timeout", "90", "flink-router", "kstreams-router");
    awaitHealthy(PATIENCE);
    produce();
    mustEqualReference("all-orders", 45_001);

    compose.run("kill", "taskmanager-1", "kstreams-router");
    produce();
    compose.run("up", "--detach");
    awaitHealthy(PATIENCE);
    mustEqualReference("paid-orders", 45_001);

    compose.run("kill", "flink-router", "jobmanager");
    produce();
    compose.run("up", "--detach");
    awaitHealthy(PATIENCE);
    mustEqualReference("paid-orders", 45_001);

    compose.run("stop", "--timeout", "90", "flink-router", "kstreams-router");
    produce();
    compose.run("up", "--detach");
    mustEqualReference("all-orders", 45_001);

    // The volumes stay, so that it goes on where it stopped.
    compose.run("down", "--timeout", "90");
    compose.run("up", "--detach");
    awaitHealthy(TO_HEALTHY);
    produce();
    for (String route : List.of("paid-orders", "all-orders")) {
      mustEqualReference(route, 45_001);
      Command.Result verify =
          Command.run("verify", "--config", config.toString(), "--route", route, "--reference");
      assertThat(verify.exit()).as(verify.toString()).isZero();
      assertThat(verify.out()).startsWith("identical: true  reference=");
    }
  }

  @Test
  void shouldNameWhatIsWrongAndHealOrEnd() throws IOException {
    String routes = Files.readString(config);
    try {
      write(routes.replace("topic: payments,", "topic: payment,"));
      compose.run("restart", "--timeout", "90", "kstreams-router");
      awaitState("kstreams-router", "unhealthy");
      assertThat(compose.docker("inspect", "kstreams-router", "--format", "{{json .State.Health}}"))
          .contains("Topic 'payment' does not exist on cluster 'west' at west:9092");

      write(routes.replace("before: 10m", "before: soon"));
      compose.run("restart", "--timeout", "90", "kstreams-router");
      awaitState("kstreams-router", "exited 2");
      assertThat(compose.run("logs", "--no-color", "kstreams-router"))
          .contains("twinroute.routes.paid-orders.join.before: 'soon' is not a duration");
    } finally {
      write(routes);
      compose.run("restart", "kstreams-router");
      awaitHealthy(PATIENCE);
    }
  }

  @Test
  void shouldRunWithinItsLimitsAndWithoutRoot() {
    long memory = 0;
    for (String service :
        compose.run("ps", "--services").lines().filter(s -> !s.equals("sample-data")).toList()) {
      assertThat(compose.docker("inspect", service, "--format", "{{.Config.User}}").strip())
          .as(service)
          .isNotIn("", "root", "0");
      memory +=
          Long.parseLong(
              compose.docker("inspect", service, "--format", "{{.HostConfig.Memory}}").strip());
    }
    assertThat(memory).isBetween(1L, SEVEN_GIB);
    for (String router : ROUTERS) {
      assertThat(
              compose
                  .docker(
                      "inspect",
                      router,
                      "--format",
                      "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}")
                  .strip())
          .isEqualTo("true [ALL]");
    }
  }

  private static void addRoute() throws IOException {
    String route =
        """
        all-orders:
          left:  { cluster: east, topic: orders,   as: order,   lateness: 1m }
          right: { cluster: west, topic: payments, as: payment, lateness: 1m }
          join:  { type: inner, before: 1m, after: 20m }
          output: { cluster: central, topic: "all-orders-{engine}", partitions: 4, replication: 1 }
        """;
    write(Files.readString(config) + route.indent(4));
  }

  private void produce() {
    Instant now = Instant.now();
    batches++;
    try (SourceTopic orders = SourceTopic.open(cluster("EAST"), "orders");
        SourceTopic payments = SourceTopic.open(cluster("WEST"), "payments")) {
      new NastyRecords(batches, now).write(orders, 1_000, 200, null);
      new NastyRecords(1_000 + batches, now).write(payments, 1_000, 200, null);
    }
  }

  private static Cluster cluster(String name) {
    return new Cluster(name, "localhost:" + compose.port(name), Map.of());
  }

  private static void mustEqualReference(String route, long atLeast) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .ignoreException(ParityException.class) // the topic may not be there yet
        .untilAsserted(
            () -> {
              for (Engine engine : Engine.values()) {
                assertThat(Outputs.mustEqualReference(config, route, engine))
                    .isGreaterThanOrEqualTo(atLeast);
              }
            });
  }

  private static void awaitHealthy(Duration patience) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              for (String port : List.of("FLINK", "KSTREAMS")) {
                assertThat(Health.at("http://localhost:" + compose.port(port) + "/health"))
                    .contains("\"status\":\"UP\",\"details\":{\"routes\"");
              }
            });
  }

  private static void awaitState(String service, String state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        compose.docker(
                            "inspect",
                            service,
                            "--format",
                            "{{.State.Health.Status}} {{.State.Status}} {{.State.ExitCode}}"))
                    .contains(state));
  }
}
