package io.twinroute.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.FlinkSession;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A router says how far a route is behind while its engine is paused and its source is fed. */
@SecondTier
class LagIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration PERIOD = Duration.ofMillis(100);

  /** A look at the clusters every two seconds has to find the first record. */
  private static final Duration FIRST_LOOKS = Duration.ofSeconds(6);

  @TempDir private Path folder;

  /** The cluster's task manager is paused; the router and the job manager run. */
  @Test
  void shouldMeasureLagWhileFlinkIsPaused() throws Exception {
    String route = ThreeClusters.unique("lag-flink");
    try (FlinkSession flink = new FlinkSession(2);
        SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config =
          new RouteYaml()
              .flink("cluster: \"%s\"".formatted(flink.address()))
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        orders.send(0, System.currentTimeMillis(), "k".getBytes(UTF_8), "{}".getBytes(UTF_8));
        orders.flush();
        awaitNoLag(router, orders);
        Signals.pause(flink.taskManager());
        try {
          mustMeasure(router, orders);
        } finally {
          Signals.goOn(flink.taskManager());
        }
        awaitNoLag(router, orders);
      }
    }
  }

  /** Others are to run its mirrors, and do not. */
  @Test
  void shouldMeasureLagWhileNothingIsCopied() throws Exception {
    String route = ThreeClusters.unique("lag-streams");
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        SourceTopic ordersCopied =
            SourceTopic.createCopies(ThreeClusters.central(), "east." + orders.name(), 1);
        SourceTopic paymentsCopied =
            SourceTopic.createCopies(ThreeClusters.central(), "west." + payments.name(), 1)) {
      Path config =
          new RouteYaml()
              .kstreams("mirror: external")
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      try (Command router = Command.live(StreamsEngine.ENGINE, config)) {
        awaitNoLag(router, orders);

        mustMeasure(router, orders);

        assertThat(lag(router, "twinroute_mirror_lag_seconds", orders)).isNotEmpty();
        assertThat(ordersCopied.name()).isNotEqualTo(paymentsCopied.name());
      }
    }
  }

  /** Feeds the source at a known rate, and compares at each second. */
  private static void mustMeasure(Command router, SourceTopic orders) throws Exception {
    AtomicLong first = new AtomicLong();
    ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
    try {
      feeder.scheduleAtFixedRate(
          () -> {
            long now = System.currentTimeMillis();
            first.compareAndSet(0, now);
            orders.send(0, now, "k".getBytes(UTF_8), "{}".getBytes(UTF_8));
          },
          0,
          PERIOD.toMillis(),
          TimeUnit.MILLISECONDS);
      Awaitility.await().until(() -> first.get() != 0);
      Thread.sleep(FIRST_LOOKS.toMillis());
      while (System.currentTimeMillis() - first.get() < PAUSE.toMillis()) {
        double expected = (System.currentTimeMillis() - first.get()) / 1e3;
        assertThat(lag(router, "twinroute_lag_seconds", orders).orElseThrow())
            .isCloseTo(expected, within(1.0));
        Thread.sleep(Duration.ofSeconds(1).toMillis());
      }
      double records = (System.currentTimeMillis() - first.get()) / (double) PERIOD.toMillis();
      assertThat(lag(router, "twinroute_lag_records", orders).orElseThrow())
          .isCloseTo(records, within(35.0)); // of the last three seconds and a moment
    } finally {
      feeder.shutdownNow();
      feeder.awaitTermination(10, TimeUnit.SECONDS);
      orders.flush();
    }
  }

  private static void awaitNoLag(Command router, SourceTopic orders) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                Health.isServed(router)
                    && lag(router, "twinroute_lag_seconds", orders).orElse(-1) == 0);
  }

  private static OptionalDouble lag(Command router, String metric, SourceTopic topic) {
    return Health.at(Health.url(router).replace("/health", "/prometheus"))
        .lines()
        .filter(line -> line.startsWith(metric + "{") && line.contains('"' + topic.name() + '"'))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max();
  }
}
