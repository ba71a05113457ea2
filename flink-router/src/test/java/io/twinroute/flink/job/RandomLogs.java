package io.twinroute.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.SourceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Source logs with everything that the rules speak of: late, keyless, empty and broken records. */
final class RandomLogs {

  static final ReferenceRoute ROUTE =
      new ReferenceRoute("order", "payment", 3_000, 5_000, 8_000, 4_000);

  private static final long START = 1_700_000_000_000L;
  private static final int STEP = 500;

  private final Random random;

  RandomLogs(Random random) {
    this.random = random;
  }

  /** At least one record in each of up to four partitions. */
  List<SourceLog> side(String cluster, String topic) {
    List<SourceLog> logs = new ArrayList<>();
    int partitions = 1 + random.nextInt(4);
    for (int partition = 0; partition < partitions; partition++) {
      logs.add(new SourceLog(cluster, topic, partition, log(1 + random.nextInt(150))));
    }
    return logs;
  }

  private List<LogRecord> log(int records) {
    List<LogRecord> log = new ArrayList<>();
    long offset = random.nextInt(5);
    for (int i = 0; i < records; i++) {
      log.add(new LogRecord(offset, timestamp(i), key(), value(i), headers()));
      offset += random.nextInt(10) == 0 ? 2 : 1;
    }
    return log;
  }

  private long timestamp(int i) {
    return random.nextInt(40) == 0 ? -1 : START + Math.max(0, i - random.nextInt(10)) * (long) STEP;
  }

  private byte[] key() {
    return random.nextInt(40) == 0 ? null : ("k" + random.nextInt(12)).getBytes(UTF_8);
  }

  private byte[] value(int i) {
    return switch (random.nextInt(40)) {
      case 0 -> null;
      case 1 -> "no json".getBytes(UTF_8);
      default -> ("{\"n\":" + i + "}").getBytes(UTF_8);
    };
  }

  private List<LogHeader> headers() {
    return random.nextInt(3) == 0
        ? List.of(
            new LogHeader("trace", ("t" + random.nextInt()).getBytes(UTF_8)),
            new LogHeader("none", null))
        : List.of();
  }
}
