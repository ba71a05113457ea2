package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.SourceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A route and the logs of its sources, small and dense, so that records meet at the exact bounds of
 * window and lateness; with everything the rules speak of.
 */
final class RandomLogs {

  private final Random random;
  private final long start;
  private final int step;
  private final int keys;
  private final ReferenceRoute route;
  private final List<SourceLog> left;
  private final List<SourceLog> right;

  RandomLogs(Random random) {
    this.random = random;
    // Odd steps reach the last milliseconds of time buckets, which are odd.
    this.step = pick(1, 7, 21, 10_000);
    this.start = random.nextInt(4) == 0 ? 0 : 1_700_000_000_000L;
    this.keys = 1 + random.nextInt(6);
    this.route = new ReferenceRoute("order", "payment", span(20), span(20), span(30), span(30));
    this.left = side("east", "orders");
    this.right = side("west", "payments");
  }

  ReferenceRoute route() {
    return route;
  }

  List<SourceLog> left() {
    return left;
  }

  List<SourceLog> right() {
    return right;
  }

  private List<SourceLog> side(String cluster, String topic) {
    List<SourceLog> logs = new ArrayList<>();
    int partitions = 1 + random.nextInt(3);
    for (int p = 0; p < partitions; p++) {
      logs.add(new SourceLog(cluster, topic, p, log()));
    }
    return logs;
  }

  private List<LogRecord> log() {
    List<LogRecord> log = new ArrayList<>();
    long offset = random.nextInt(3);
    long ahead = span(20); // how far this partition's clock is ahead of the others'
    int records = random.nextInt(12) == 0 ? 0 : random.nextInt(50);
    for (int i = 0; i < records; i++) {
      long timestamp = start + ahead + Math.max(0, i - random.nextInt(12)) * (long) step;
      log.add(
          new LogRecord(
              offset, random.nextInt(30) == 0 ? -1 : timestamp, key(), value(i), headers()));
      offset += random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 1;
    }
    return log;
  }

  private byte[] key() {
    int choice = random.nextInt(30);
    return choice == 0
        ? null
        : choice == 1 ? new byte[0] : ("k" + random.nextInt(keys)).getBytes(UTF_8);
  }

  /** Few different values, so that records differ in nothing but their coordinates. */
  private byte[] value(int i) {
    return switch (random.nextInt(20)) {
      case 0 -> null;
      case 1 -> "{\"broken\":".getBytes(UTF_8);
      case 2 -> ("\"" + i + "\"").getBytes(UTF_8);
      default -> ("{\"n\":" + random.nextInt(2) + "}").getBytes(UTF_8);
    };
  }

  private List<LogHeader> headers() {
    return random.nextInt(4) == 0
        ? List.of(
            new LogHeader("trace", ("t" + random.nextInt(9)).getBytes(UTF_8)),
            new LogHeader("none", null))
        : List.of();
  }

  private long span(int steps) {
    return (long) random.nextInt(steps) * step;
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
