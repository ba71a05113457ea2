package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source cluster that is down while the other keeps running, for far longer than window, lateness
 * and silence together: it is waited for, and nothing is missing afterwards.
 */
@SecondTier
class OutageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** {@code -Dtwinroute.outage=PT2M} for a longer one. */
  private static final Duration OUTAGE =
      Duration.parse(System.getProperty("twinroute.outage", "PT20S"));

  private static final Duration STEP = Duration.ofMillis(50);
  private static final int KEYS = 40;

  private final String route = ThreeClusters.unique("outage");
  private final SplittableRandom random = new SplittableRandom(42);
  private boolean down;

  @TempDir private Path folder;

  @AfterEach
  void bringTheClusterBack() {
    if (down) {
      ThreeClusters.all().restart("west");
    }
  }

  @Test
  void shouldWaitForAClusterThatIsDownAndMissNothing() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2)) {
      Path config =
          new RouteYaml()
              .setting("restart: { initial-backoff: 500ms, max-backoff: 2s, max-attempts: 100 }")
              .route(
                  route,
                  orders.name(),
                  payments.name(),
                  2,
                  "lateness: 2s, silence-after: 4s",
                  "type: outer, before: 2s, after: 2s",
                  "")
              .write(folder);
      try (Command flink = Command.live(FlinkEngine.ENGINE, config);
          Command streams = Command.live(StreamsEngine.ENGINE, config)) {
        List<Command> routers = List.of(flink, streams);
        awaitRunning(routers);
        write(orders, payments, Duration.ofSeconds(5));

        down = true;
        ThreeClusters.all().stop("west");
        long outageBegan = System.currentTimeMillis();
        write(orders, null, OUTAGE);
        for (Command router : routers) {
          assertThat(Health.of(router))
              .containsPattern("\"heldBackBy\":\"west/" + payments.name() + "/[01]\"");
        }
        ThreeClusters.all().restart("west");
        down = false;

        // What the west's producers held back meanwhile comes with its own timestamps.
        for (long at = outageBegan; at < System.currentTimeMillis(); at += STEP.toMillis()) {
          send(payments, at);
        }
        payments.flush();
        write(orders, payments, Duration.ofSeconds(5));
        awaitRunning(routers);
        flink.stop();
        streams.stop();
      }
      Command.untilEndOnBoth(config);
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(config, route, engine)).isPositive();
      }
    }
  }

  private void awaitRunning(List<Command> routers) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> routers.stream().allMatch(router -> Health.isRunning(router, route)));
  }

  /** Records of now on both sides, or on the left only. */
  private void write(SourceTopic orders, SourceTopic payments, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      send(orders, System.currentTimeMillis());
      if (payments != null) {
        send(payments, System.currentTimeMillis());
      }
      pause();
    }
    orders.flush();
    if (payments != null) {
      payments.flush();
    }
  }

  private void send(SourceTopic topic, long timestamp) {
    byte[] key = ("k" + random.nextInt(KEYS)).getBytes(UTF_8);
    topic.send(null, timestamp, key, ("{\"at\":" + timestamp + "}").getBytes(UTF_8));
  }

  /** The pace of the records, not a wait for something. */
  private static void pause() {
    try {
      Thread.sleep(STEP.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
