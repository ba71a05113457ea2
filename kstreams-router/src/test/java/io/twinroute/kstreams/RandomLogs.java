package io.twinroute.kstreams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Source logs with everything that the rules speak of: late, keyless, empty and broken records. */
final class RandomLogs {

  private static final long START = 1_700_000_000_000L;

  private final Random random;

  RandomLogs(long seed) {
    this.random = new Random(seed);
  }

  List<SourceLog> side(String cluster, String topic, int partitions, int records) {
    List<SourceLog> logs = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      logs.add(new SourceLog(cluster, topic, partition, log(records)));
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
    return switch (random.nextInt(40)) {
      case 0 -> -1;
      case 1 -> START + i * 500L - Routes.LATENESS - random.nextInt(10_000);
      default -> START + i * 500L + random.nextInt(4_000);
    };
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
