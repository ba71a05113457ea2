package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.cli.InProcess;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.FirstTier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One record off in one output is found and shown, whatever is off. */
@FirstTier
class DifferenceIT {

  private static final int RECORDS = 20;
  private static final int ODD = 13;
  private static final String INPUTS = "east/orders/0@13+west/payments/1@13";

  @TempDir private Path folder;

  enum Tampering {
    NONE,
    CHANGED,
    MISSING,
    DOUBLED,
    MOVED,
    OTHER_TIMESTAMP,
    OTHER_HEADER
  }

  @ParameterizedTest
  @EnumSource(Tampering.class)
  void shouldShowTheFirstDifference(Tampering tampering) {
    String route = ThreeClusters.unique("tampered");
    Path config = new RouteYaml().route(route, "orders", "payments", 2).write(folder);
    write(route + "-flink", Tampering.NONE);
    write(route + "-kstreams", tampering);

    Command.Result verify = InProcess.run("verify", "--config", config.toString());

    if (tampering == Tampering.NONE) {
      assertThat(verify.exit()).as(verify.toString()).isZero();
      assertThat(verify.out()).startsWith("identical: true  flink=20 kstreams=20 differing=0");
    } else {
      assertThat(verify.exit()).as(verify.toString()).isEqualTo(1);
      assertThat(verify.out())
          .startsWith("identical: false  flink=20 kstreams=" + expectedCount(tampering))
          .contains("differing=1")
          .contains("key-" + ODD)
          .contains(INPUTS);
    }
  }

  private static int expectedCount(Tampering tampering) {
    return switch (tampering) {
      case MISSING -> RECORDS - 1;
      case DOUBLED -> RECORDS + 1;
      default -> RECORDS;
    };
  }

  private static void write(String name, Tampering tampering) {
    try (SourceTopic topic = SourceTopic.create(ThreeClusters.central(), name, 2)) {
      for (int i = 0; i < RECORDS; i++) {
        for (Tampering applied : i == ODD ? copies(tampering) : List.of(Tampering.NONE)) {
          send(topic, i, applied);
        }
      }
      topic.flush();
    }
  }

  private static List<Tampering> copies(Tampering tampering) {
    return switch (tampering) {
      case MISSING -> List.of();
      case DOUBLED -> Arrays.asList(Tampering.NONE, Tampering.NONE);
      default -> List.of(tampering);
    };
  }

  private static void send(SourceTopic topic, int i, Tampering tampering) {
    String inputs = "east/orders/0@" + i + "+west/payments/1@" + i;
    topic.send(
        tampering == Tampering.MOVED ? (i + 1) % 2 : i % 2,
        1_700_000_000_000L + i + (tampering == Tampering.OTHER_TIMESTAMP ? 1 : 0),
        utf8("key-" + i),
        utf8(tampering == Tampering.CHANGED ? "{}" : "{\"n\":" + i + "}"),
        new RecordHeader("twinroute-id", utf8(inputs)),
        new RecordHeader("h", utf8(tampering == Tampering.OTHER_HEADER ? "b" : "a")));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
