package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.FirstTier;
import io.twinroute.runtime.pin.KeyPartitioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that stay empty: they hold a live route's time only for so long. */
@FirstTier
class SilenceIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration SILENCE_AFTER = Duration.ofSeconds(5);
  private static final int ORDERS = 6;
  private static final int PARTITIONS = 3;

  private final String route = ThreeClusters.unique("silence");

  @TempDir private Path folder;

  @Test
  void shouldWriteUnmatchedResultsAlthoughPartitionsStayEmpty() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", PARTITIONS);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", PARTITIONS)) {
      Path config =
          new RouteYaml()
              .route(
                  route,
                  orders.name(),
                  payments.name(),
                  2,
                  "lateness: 1s, silence-after: 5s",
                  "type: left, before: 1s, after: 1s",
                  "")
              .write(folder);
      try (Command flink = Command.live(Engine.FLINK, config);
          Command streams = Command.live(Engine.KSTREAMS, config)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> Health.isRunning(flink, route) && Health.isRunning(streams, route));

        // One partition of six gets records, and nothing follows.
        keysOfPartition0()
            .forEach(key -> orders.send(null, System.currentTimeMillis(), key, utf8("{}")));
        orders.flush();

        Outputs.await()
            .atMost(SILENCE_AFTER.plusSeconds(10))
            .untilAsserted(
                () -> {
                  for (Engine engine : Engine.values()) {
                    assertThat(Outputs.mustEqualReference(config, route, engine)).isEqualTo(ORDERS);
                  }
                });
        flink.stop();
        streams.stop();
      }
    }
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
