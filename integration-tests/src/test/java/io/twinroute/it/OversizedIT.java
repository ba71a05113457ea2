package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that its topic does not take stops the route, and is not lost. */
@SecondTier
class OversizedIT {

  private static final int LIMIT = 4_000;

  private final String route = ThreeClusters.unique("oversized");

  @TempDir private Path folder;

  @Test
  void shouldStopAtAResultThatIsTooLargeAndGoOnWhenItIsNot() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config =
          new RouteYaml()
              .setting("restart: { max-attempts: 1, initial-backoff: 100ms }")
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      for (Engine engine : Engines.all()) {
        String output = route + "-" + engine.id();
        SourceTopic.create(ThreeClusters.central(), output, 1).close();
        SourceTopic.change(
            ThreeClusters.central(), output, "max.message.bytes", String.valueOf(LIMIT));
      }
      write(orders, new Random(1));
      write(payments, new Random(2));

      for (Engine engine : Engines.all()) {
        Command.Result result = Command.untilEnd(engine, config);
        assertThat(result.exit()).as(result.toString()).isEqualTo(1);
        assertThat(result.err())
            .contains("Cluster 'central'")
            .contains("RecordTooLargeException")
            .contains(route + "-" + engine.id())
            .contains("max.message.bytes");
        SourceTopic.change(
            ThreeClusters.central(), route + "-" + engine.id(), "max.message.bytes", "1000000");
      }

      Command.untilEndOnBoth(config);
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(config, route, engine)).isEqualTo(3);
      }
    }
  }

  /**
   * Three records that match, the second of them large, and not to be made small by compression.
   */
  private static void write(SourceTopic topic, Random random) {
    for (int i = 0; i < 3; i++) {
      String value = "\"" + letters(random, i == 1 ? LIMIT / 2 + 1_000 : 10) + "\"";
      topic.send(null, 1_000L + i, ("k" + i).getBytes(UTF_8), value.getBytes(UTF_8));
    }
    topic.flush();
  }

  private static String letters(Random random, int count) {
    return random
        .ints(count, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
