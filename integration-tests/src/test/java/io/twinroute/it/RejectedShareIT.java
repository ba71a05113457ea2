package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where everything is a dead letter, somebody says so: the doctor before, and both routers. */
@SecondTier
class RejectedShareIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String SECRET = "sesame";
  private static final int RECORDS = 300;

  private final String route = ThreeClusters.unique("rejected");

  @TempDir private Path folder;

  @Test
  void shouldSayThatMostRecordsAreRejectedForAsLongAsTheyAre() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 3);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 3)) {
      write(orders, RejectedShareIT::prefixed);
      write(payments, RejectedShareIT::json);
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 2).write(folder);

      doctorNamesThePrefix(config, orders);
      runUntilEndSaysSoAtTheEnd(config);
      Map<Engine, Command> routers = new LinkedHashMap<>();
      Engines.all().forEach(engine -> routers.put(engine, Command.live(engine, config)));
      try {
        healthTellsUntilItIsOver(routers, orders);
      } finally {
        routers.values().forEach(Command::close);
      }
    }
  }

  private void doctorNamesThePrefix(Path config, SourceTopic orders) {
    Command.Result doctor = Command.run("doctor", "--config", config.toString());

    assertThat(doctor.exit()).as(doctor.toString()).isZero();
    assertThat(doctor.out().lines())
        .anyMatch(
            line ->
                line.startsWith(
                        "warn  route %s, source east/%s: all of its newest "
                            .formatted(route, orders.name()))
                    && line.contains(
                        "a value that is not-json: they look like a schema registry's prefix"
                            + " (00 and a 4-byte id) with JSON behind it"))
        .anyMatch(line -> line.startsWith("ok    route %s, source west/".formatted(route)));
    assertThat(doctor.toString()).doesNotContain(SECRET);
  }

  private void runUntilEndSaysSoAtTheEnd(Path config) {
    for (Engine engine : Engines.all()) {
      Command.Result result = Command.untilEnd(engine, config);

      assertThat(result.exit()).as(result.toString()).isZero();
      assertThat(result.out()).contains("300 dead letters (not-json 300)");
      assertThat(result.err().lines())
          .filteredOn(line -> line.contains("warning=rejected-share"))
          .singleElement()
          .asString()
          .contains("route=" + route)
          .contains(" records of east/" + route + ".o (left) were rejected: not-json ");
      assertThat(result.toString()).doesNotContain(SECRET);
    }
  }

  private void healthTellsUntilItIsOver(Map<Engine, Command> routers, SourceTopic orders) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> routers.values().stream().allMatch(r -> Health.isRunning(r, route)));
    routers.values().forEach(r -> assertThat(Health.of(r)).doesNotContain("warnings"));

    write(orders, RejectedShareIT::prefixed);
    awaitHealth(routers, true);
    write(orders, RejectedShareIT::json);
    write(orders, RejectedShareIT::json);
    awaitHealth(routers, false);

    for (Command router : routers.values()) {
      Command.Result result = router.stop();
      assertThat(result.exit()).isEqualTo(143);
      assertThat(result.err().lines())
          .filteredOn(line -> line.contains("warning=rejected-share"))
          .hasSize(2); // that it is, and that it is over
      assertThat(result.toString()).doesNotContain(SECRET);
    }
  }

  /** Whatever they warn of, they are up. */
  private void awaitHealth(Map<Engine, Command> routers, boolean warning) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (Command router : routers.values()) {
                String health = Health.of(router);
                assertThat(health)
                    .contains("\"status\":\"UP\"")
                    .contains("\"" + route + "\":{\"state\":\"running\"")
                    .doesNotContain(SECRET);
                assertThat(health.contains("\"warnings\":[{\"name\":\"rejected-share\""))
                    .as(health)
                    .isEqualTo(warning);
              }
            });
  }

  private static void write(SourceTopic topic, IntFunction<byte[]> value) {
    long now = System.currentTimeMillis();
    for (int i = 0; i < RECORDS; i++) {
      topic.send(null, now, ("k" + i).getBytes(UTF_8), value.apply(i));
    }
    topic.flush();
  }

  private static byte[] json(int number) {
    return "{\"id\":\"%s-%d\"}".formatted(SECRET, number).getBytes(UTF_8);
  }

  /** As a registry's serializer writes it. */
  private static byte[] prefixed(int number) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(new byte[] {0, 0, 0, 0, 42});
    value.writeBytes(json(number));
    return value.toByteArray();
  }
}
