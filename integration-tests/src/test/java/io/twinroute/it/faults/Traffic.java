package io.twinroute.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.it.support.SourceTopic;
import io.twinroute.runtime.pin.KeyPartitioning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What comes to all sources, to those of the right side in turn: out of order, now and then late,
 * without a key, not JSON, from before 1970, too large for the route, or just so large that its
 * results are. Its time is its own, so that a run's contents follow from the seed.
 */
final class Traffic {

  static final String PROBE = "probe-";

  /** Of each source. */
  static final int PARTITIONS = 2;

  /** The route's limit: small, so that a run may hold many records beyond it. */
  static final int MAX_RECORD_BYTES = 20_000;

  private static final int KEYS = 2_000;
  private static final int STEP_MILLIS = 20;
  private static final int MOST_DISORDER_MILLIS = 1_500;
  private static final int LATE_MILLIS = 20_000;
  private static final int RECORDS_A_PAUSE = 20;

  private final SourceTopic orders;
  private final List<SourceTopic> payments;
  private final SplittableRandom random;
  private final int edges;
  private long time;

  private Traffic(
      SourceTopic orders, List<SourceTopic> payments, long seed, Instant start, int edges) {
    this.orders = orders;
    this.payments = payments;
    this.random = new SplittableRandom(seed);
    this.edges = edges;
    this.time = start.toEpochMilli();
  }

  /**
   * Mostly records that join.
   *
   * @param start the first records' time
   */
  static Traffic usual(SourceTopic orders, List<SourceTopic> payments, long seed, Instant start) {
    return new Traffic(orders, payments, seed, start, 1);
  }

  /**
   * A quarter of the records are ones that break routers: from before 1970, not JSON, too large.
   *
   * @param start the first records' time
   */
  static Traffic ofEdges(SourceTopic orders, List<SourceTopic> payments, long seed, Instant start) {
    return new Traffic(orders, payments, seed, start, 20);
  }

  /** Writes as many records to each side, evenly over this time. */
  void write(int records, Duration over) throws InterruptedException {
    long begin = System.nanoTime();
    for (int i = 0; i < records; i++) {
      time += STEP_MILLIS;
      send(orders, i);
      send(payments.get(i % payments.size()), i);
      if (i % RECORDS_A_PAUSE == 0) {
        long due = begin + over.toNanos() / records * i;
        Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
      }
    }
  }

  /** Writes a pair that matches, under a key of its own. */
  void probe(String name) {
    for (SourceTopic topic : new SourceTopic[] {orders, payments.get(0)}) {
      topic.send(null, time, (PROBE + name).getBytes(UTF_8), "{\"probe\":true}".getBytes(UTF_8));
    }
    orders.flush();
    payments.get(0).flush();
  }

  private void send(SourceTopic topic, int i) {
    byte[] key = key();
    if (random.nextInt(400 / edges) == 0) {
      int partition = key == null ? 0 : KeyPartitioning.partition(key, PARTITIONS);
      topic.sendRaw(partition, -1 - random.nextLong(Long.MAX_VALUE / 2), key, value(i));
    } else {
      topic.send(null, timestamp(), key, value(i));
    }
  }

  /** A JSON text of so many bytes, most of which a compressed batch does not have. */
  private static byte[] text(int bytes) {
    return ('"' + "x".repeat(bytes - 2) + '"').getBytes(UTF_8);
  }

  private long timestamp() {
    return random.nextInt(100) == 0
        ? time - random.nextInt(LATE_MILLIS)
        : time - random.nextInt(MOST_DISORDER_MILLIS);
  }

  private byte[] key() {
    return random.nextInt(500) == 0 ? null : ("k" + random.nextInt(KEYS)).getBytes(UTF_8);
  }

  private byte[] value(int i) {
    return switch (random.nextInt(300 / edges)) {
      case 0 -> "{\"poison\":".getBytes(UTF_8);
      case 1 -> null;
      case 2 -> text(random.nextInt(4) == 0 ? MAX_RECORD_BYTES : MAX_RECORD_BYTES - 20);
      default -> ("{\"n\":" + i + ",\"amount\":" + random.nextInt(100_000) + "}").getBytes(UTF_8);
    };
  }
}
