package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A route that joins on the wrong field on both sides, is corrected, and gets its dead letters
 * back.
 */
@SecondTier
class ReplayIT {

  private static final long TS = 1_700_000_000_000L;

  private final String route = ThreeClusters.unique("replay");

  @TempDir private Path folder;

  @Test
  void shouldSendDeadLettersThroughTheMendedRouteOnce() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2)) {
      Path wrong = config(orders, payments, "/orderID");
      for (int i = 0; i < 5; i++) {
        orders.send(
            i % 2, TS + i, null, order(i), new RecordHeader("trace", new byte[] {(byte) i}));
        payments.send(i % 2, TS + i, utf8("key"), order(i));
      }
      orders.send(0, TS, utf8("k"), utf8("never JSON"));
      orders.flush();
      payments.flush();
      Command.untilEndOnBoth(wrong);
      assertThat(Outputs.count(wrong, route, FlinkEngine.ENGINE)).isZero();

      Path mended = config(orders, payments, "/orderId");
      // The right side's topic cannot be replayed to, so the left side's is not written either.
      SourceTopic.cleanUpBy(ThreeClusters.west(), payments.name(), "compact");
      Command.Result refused = Command.run("replay", "--config", mended.toString());
      assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
      assertThat(refused.err()).contains(payments.name(), "west", "cleanup.policy=compact");
      SourceTopic.cleanUpBy(ThreeClusters.west(), payments.name(), "delete");

      assertThat(replay(mended)).contains("11 dead letters", "0 replayed before, 11 replayed now");
      assertThat(replay(mended)).contains("11 dead letters", "11 replayed before, 0 replayed now");
      Command.untilEndOnBoth(mended);

      assertThat(Outputs.count(mended, route, FlinkEngine.ENGINE)).isEqualTo(5);
      Command.Result verify = Command.run("verify", "--config", mended.toString());
      assertThat(verify.exit()).as(verify.toString()).isZero();
      // A record that is still wrong is a dead letter again, at its new place.
      assertThat(replay(mended)).contains("12 dead letters", "11 replayed before, 1 replayed now");
    }
  }

  private Path config(SourceTopic orders, SourceTopic payments, String key) {
    return new RouteYaml()
        .route(
            route,
            orders.name(),
            payments.name(),
            2,
            "lateness: 1h, key: " + key,
            "type: inner, before: 1s, after: 1s",
            "")
        .write(folder);
  }

  private static String replay(Path config) {
    Command.Result result = Command.run("replay", "--config", config.toString());
    assertThat(result.exit()).as(result.toString()).isZero();
    return result.out();
  }

  private static byte[] order(int i) {
    return utf8("{\"orderId\":" + i + "}");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
