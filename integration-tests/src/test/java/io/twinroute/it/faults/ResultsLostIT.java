package io.twinroute.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.ExtraListener;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.faults.Link.Behaviour;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that is out of reach between a checkpoint and its commit, for longer than transactions
 * live there: the results are lost, and the route reports it instead of continuing.
 */
@SecondTier
class ResultsLostIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration LONGER_THAN_A_TRANSACTION = Duration.ofSeconds(13);

  private final String route = ThreeClusters.unique("lost");
  private final int port = FreePorts.find();

  @TempDir private Path folder;

  @Test
  void shouldStopWhereResultsAreLost() throws Exception {
    try (Link link = new Link(port);
        LocalClusters target = LocalClusters.start(Map.of("central", impatient(link)));
        SourceTopic orders =
            SourceTopic.create(ThreeClusters.east(), route + ".o", Traffic.PARTITIONS);
        SourceTopic payments =
            SourceTopic.create(ThreeClusters.west(), route + ".p", Traffic.PARTITIONS)) {
      assertThat(target.all()).hasSize(1);
      Path config =
          RouteYaml.writingTo("localhost:" + link.port())
              .cluster("central", "transaction.timeout.ms: 10000")
              .flink("checkpoint-interval: 1s")
              .route(
                  route,
                  orders.name(),
                  payments.name(),
                  1,
                  "lateness: 2s",
                  "type: outer, before: 1s, after: 1s",
                  "")
              .write(folder);
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        Awaitility.await().atMost(PATIENCE).until(() -> Health.isRunning(router, route));
        AtomicBoolean cut = new AtomicBoolean();
        CompletableFuture<Void> writing =
            CompletableFuture.runAsync(() -> write(orders, payments, cut));
        awaitNextCheckpoint();
        link.become(Behaviour.DELAY); // from here on, a commit is half a second under way
        awaitNextCheckpoint();
        link.become(Behaviour.BLACK_HOLE);
        cut.set(true);
        writing.get();
        Thread.sleep(LONGER_THAN_A_TRANSACTION.toMillis());
        link.become(Behaviour.PASS);

        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(router.errSoFar())
                        .contains("failed: ")
                        .contains("Results are lost"));
      }
      // No later run continues as if nothing had happened.
      Command.Result again = Command.untilEnd(FlinkEngine.ENGINE, config);
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err()).contains("Results are lost").contains("transaction.timeout.ms");
    }
  }

  private BrokerSetup impatient(Link link) {
    return BrokerSetup.of(
        Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
        new ExtraListener("LINKED", "PLAINTEXT", port, link.port()));
  }

  private void awaitNextCheckpoint() throws IOException {
    long before = newestCheckpoint();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE)
        .until(() -> newestCheckpoint() > before);
  }

  /** Its number; 0 if there is none. */
  private long newestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(Files.createDirectories(folder.resolve("flink")))) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getParent().getFileName().toString().replace("chk-", ""))
          .mapToLong(Long::parseLong)
          .max()
          .orElse(0);
    } catch (UncheckedIOException e) {
      return 0; // one was removed just now
    }
  }

  /** So that there is something to commit at each checkpoint. */
  private static void write(SourceTopic orders, SourceTopic payments, AtomicBoolean enough) {
    Traffic traffic =
        Traffic.usual(orders, List.of(payments), 1, Instant.now().minus(Duration.ofHours(1)));
    try {
      while (!enough.get()) {
        traffic.write(30, Duration.ofSeconds(1));
        orders.flush();
        payments.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
