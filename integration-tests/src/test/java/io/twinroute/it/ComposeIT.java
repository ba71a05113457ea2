package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Compose;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.ContainerTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.ParityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's own compose file, as a user runs it: brought up, fed, changed, hurt, taken down.
 */
@ContainerTier
class ComposeIT {

  /** What has ended, and what belongs to a profile that this test does not start. */
  private static final Set<String> NOT_RUNNING = Set.of("sample-data", "prometheus", "grafana");

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
    compose = new Compose(folder);
    String routes = Files.readString(Command.home().resolve("deploy/compose/routes/routes.yml"));
    config = write(folder, onPortsOfThisRun(routes));
    compose.run("build");
    compose.run("up", "--detach");
    awaitHealthy(TO_HEALTHY);
  }

  private static String onPortsOfThisRun(String routes) {
    String text = routes;
    for (String cluster : List.of("EAST", "WEST", "CENTRAL")) {
      text =
          text.replaceAll(
              "\\$\\{TWINROUTE_%s_PORT:\\d+}".formatted(cluster),
              Integer.toString(compose.port(cluster)));
    }
    return text;
  }

  /** A folder to be mounted: the containers' user is another one than this test's. */
  private static Path write(Path folder, String routes) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.writeString(folder.resolve("routes.yml"), routes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }

  @AfterAll
  static void takeItDown() {
    if (compose != null) {
      compose.close();
    }
  }

  @Test
  void shouldWriteIdenticalRecordsWhateverHappensToItsContainers() throws IOException {
    mustEqualReference("paid-orders", 45_000, Engines.all());

    // A route more. Both routers are stopped as a container runtime does it, and a task manager
    // with them.
    addRoute();
    compose.run("stop", "--timeout", "90", "flink-router", "kstreams-router", "taskmanager-1");
    produce();
    compose.run("up", "--detach");
    mustEqualReference("all-orders", 45_001, Engines.all());
    mustEqualReference("paid-orders", 45_001, Engines.all());

    // A second Streams router takes over from the first, which is killed together with much else.
    try (Compose.Another second =
        compose.another(
            List.of("-e", "TWINROUTE_KSTREAMS_STATE_DIR=/var/lib/twinroute/kstreams/second"),
            "kstreams-router")) {
      produce();
      compose.run("kill", "kstreams-router", "flink-router", "jobmanager", "taskmanager-2");
      produce();
      mustEqualReference("paid-orders", 45_001, List.of(StreamsEngine.ENGINE));
      // It says so every now and then only.
      Awaitility.await()
          .atMost(TO_HEALTHY)
          .untilAsserted(
              () -> assertThat(second.log()).containsPattern("paid-orders: [a-z]+, read [1-9]"));
      compose.run("up", "--detach");
      mustEqualReference("paid-orders", 45_001, Engines.all());
    }

    // The volumes stay, so that it resumes where it stopped.
    compose.run("down", "--timeout", "90");
    compose.run("up", "--detach");
    awaitHealthy(TO_HEALTHY);
    produce();
    for (String route : List.of("paid-orders", "all-orders")) {
      mustEqualReference(route, 45_001, Engines.all());
      Command.Result verify =
          Command.run("verify", "--config", config.toString(), "--route", route, "--reference");
      assertThat(verify.exit()).as(verify.toString()).isZero();
      assertThat(verify.out()).startsWith("identical: true  reference=");
    }
  }

  @Test
  void shouldNameWhatIsWrongAndHealOrEnd() throws IOException {
    String routes = Files.readString(config);
    write(folder.resolve("no-topic"), routes.replace("topic: payments,", "topic: refunds,"));
    write(folder.resolve("invalid"), routes.replace("before: 10m", "before: soon"));
    try (Compose.Another kstreams = routerOn("no-topic", StreamsEngine.ENGINE);
        Compose.Another flink = routerOn("invalid", FlinkEngine.ENGINE)) {
      await(kstreams, "unhealthy running");
      assertThat(kstreams.inspect("{{json .State.Health}}"))
          .contains("Topic 'refunds' does not exist on cluster 'west' at west:9092");
      assertThat(kstreams.log())
          .contains("not ready, trying again: Topic 'refunds' does not exist on cluster 'west'");

      await(flink, "exited 2");
      assertThat(flink.log())
          .contains("twinroute.routes.paid-orders.join.before: 'soon' is not a duration");
    }
  }

  @Test
  void shouldRunWithinItsLimitsAndWithoutRoot() {
    long memory = 0;
    for (String service :
        compose.run("ps", "--services").lines().filter(s -> !NOT_RUNNING.contains(s)).toList()) {
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

  /** A router on the file in a folder beside the one that the others read. */
  private static Compose.Another routerOn(String folder, Engine engine) {
    String file = "/etc/twinroute/" + folder + "/routes.yml";
    return compose.another(
        List.of(),
        engine.id() + "-router",
        "run",
        "--engine",
        engine.id(),
        "--config",
        file,
        "--keep-trying");
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
    write(folder, Files.readString(config) + route.indent(4));
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

  private static void mustEqualReference(String route, long atLeast, List<Engine> engines) {
    RoutePlan plan = Outputs.plan(config, route);
    ExpectedOutput expected = Outputs.expected(plan);
    for (Engine engine : engines) {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .ignoreExceptionsInstanceOf(ParityException.class) // the topic may not be there yet
          .untilAsserted(
              () ->
                  assertThat(Outputs.mustEqual(plan, expected, engine))
                      .isGreaterThanOrEqualTo(atLeast));
    }
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

  private static void await(Compose.Another container, String state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        container.inspect(
                            "{{.State.Health.Status}} {{.State.Status}} {{.State.ExitCode}}"))
                    .contains(state));
  }
}
