package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.PoisonRecords;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.FirstTier;
import io.twinroute.runtime.pin.KeyPartitioning;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that run until they are stopped; both routers run side by side. */
@FirstTier
class LiveRoutesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration SILENCE_AFTER = Duration.ofSeconds(5);
  private static final int ORDERS = 6;
  private static final int PARTITIONS = 3;

  private static final String BUSY = ThreeClusters.unique("busy");
  private static final String SILENT = ThreeClusters.unique("silent");

  private static final Map<String, SourceTopic> TOPICS = new HashMap<>();
  private static final Map<Engine, Command> ROUTERS = new LinkedHashMap<>();

  @TempDir private static Path folder;
  private static Path config;

  @BeforeAll
  static void startRouters() {
    for (String route : List.of(BUSY, SILENT)) {
      String orders = route + ".o";
      String payments = route + ".p";
      TOPICS.put(orders, SourceTopic.create(ThreeClusters.east(), orders, PARTITIONS));
      TOPICS.put(payments, SourceTopic.create(ThreeClusters.west(), payments, PARTITIONS));
    }
    Instant start = Instant.now().minus(Duration.ofMinutes(10));
    for (String topic : List.of(BUSY + ".o", BUSY + ".p")) {
      new NastyRecords(1, start).write(TOPICS.get(topic), 250, 100, null);
      PoisonRecords.write(TOPICS.get(topic), PARTITIONS); // the other route must not notice
      new NastyRecords(2, start.plusSeconds(5)).write(TOPICS.get(topic), 250, 100, null);
    }
    config =
        new RouteYaml()
            .route(BUSY, BUSY + ".o", BUSY + ".p", 1)
            .route(
                SILENT,
                SILENT + ".o",
                SILENT + ".p",
                2,
                "lateness: 1s, silence-after: 5s",
                "type: left, before: 1s, after: 1s",
                "")
            .write(folder);
    for (Engine engine : Engines.all()) {
      ROUTERS.put(engine, Command.live(engine, config));
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                ROUTERS.values().stream()
                    .allMatch(
                        router ->
                            Health.isRunning(router, BUSY) && Health.isRunning(router, SILENT)));
  }

  @AfterAll
  static void stopRouters() {
    ROUTERS.values().forEach(Command::stop);
    ROUTERS.values().forEach(Command::close);
    TOPICS.values().forEach(SourceTopic::close);
  }

  @Test
  void shouldTellEachRoutesStateAndReasonOverHttp() {
    Outputs.await()
        .untilAsserted(
            () -> {
              for (Engine engine : Engines.all()) {
                assertThat(Outputs.mustEqualReference(config, BUSY, engine)).isPositive();
              }
            });

    assertThat(ROUTERS.values().stream().map(Health::url)).doesNotHaveDuplicates();
    for (Command router : ROUTERS.values()) {
      assertThat(Health.of(router))
          .contains("\"status\":\"UP\"")
          .contains("\"" + BUSY + "\":{\"state\":\"running\",\"reason\":\"")
          .contains("\"" + SILENT + "\":{\"state\":\"running\",\"reason\":\"")
          .contains("\"results\":");
      assertThat(Health.at(Health.url(router) + "/readiness"))
          .contains("\"" + BUSY + "\":{\"status\":\"UP\"}", "\"east\":{\"status\":\"UP\"}");
      assertThat(Health.at(Health.url(router).replace("/health", "/prometheus")))
          .contains("twinroute_lag_seconds{", "twinroute_results_total{")
          .doesNotContain("NaN");
    }
  }

  /** They hold a live route's time only for so long. */
  @Test
  void shouldWriteUnmatchedResultsAlthoughPartitionsStayEmpty() {
    SourceTopic orders = TOPICS.get(SILENT + ".o");

    // One partition of six gets records, and nothing follows.
    keysOfPartition0()
        .forEach(key -> orders.send(null, System.currentTimeMillis(), key, utf8("{}")));
    orders.flush();

    Outputs.await()
        .atMost(SILENCE_AFTER.plusSeconds(10))
        .untilAsserted(
            () -> {
              for (Engine engine : Engines.all()) {
                assertThat(Outputs.mustEqualReference(config, SILENT, engine)).isEqualTo(ORDERS);
              }
            });
  }

  private static Stream<byte[]> keysOfPartition0() {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> utf8("k" + i))
        .filter(key -> KeyPartitioning.partition(key, PARTITIONS) == 0)
        .limit(ORDERS);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
