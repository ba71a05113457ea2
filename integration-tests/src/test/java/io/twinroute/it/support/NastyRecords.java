package io.twinroute.it.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A source's records as they come on a bad day: out of order and late, twice, without key or value,
 * with broken values, binary and non-ASCII keys, headers of every kind, in transactions that commit
 * or abort. A function of the seed alone, apart from what the brokers add.
 */
public final class NastyRecords {

  private static final String[] BROKEN = {
    "{\"n\":", "{\"n\":01}", "nope", "", "{\"n\":1}{\"n\":2}", "[1,]", "\"\t\""
  };
  private static final String[] TEXTS = {
    "plain", "größer", "訂單", "naïve ☕ \\u0041", "\\\"quoted\\\""
  };

  private final SplittableRandom random;
  private final long firstTimestamp;

  public NastyRecords(long seed, Instant first) {
    this.random = new SplittableRandom(seed);
    this.firstTimestamp = first.toEpochMilli();
  }

  /** Three years ago, far beyond any broker's retention. */
  public static Instant threeYearsAgo() {
    return Instant.now().minus(Duration.ofDays(3 * 365));
  }

  /**
   * Writes about {@code count} records, one every 20 ms of event time.
   *
   * @param keys how many different keys there are
   * @param partition a fixed partition, or null for Kafka's own choice
   */
  public void write(SourceTopic topic, int count, int keys, Integer partition) {
    List<ProducerRecord<byte[], byte[]>> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ProducerRecord<byte[], byte[]> record = record(topic.name(), i, keys, partition);
      int kind = random.nextInt(100);
      if (kind < 30) {
        open.add(record);
      } else {
        topic.send(record);
      }
      if (kind == 40) {
        topic.send(record);
      }
      if (open.size() > 40) {
        topic.inTransaction(random.nextInt(3) > 0, List.copyOf(open));
        open.clear();
      }
    }
    topic.inTransaction(true, open);
    topic.flush();
  }

  private ProducerRecord<byte[], byte[]> record(String topic, int i, int keys, Integer partition) {
    return new ProducerRecord<>(
        topic, partition, timestamp(i), key(random.nextInt(keys)), value(i), headers(i));
  }

  private long timestamp(int i) {
    long onTime = firstTimestamp + i * 20L;
    return switch (random.nextInt(20)) {
      case 0 -> Math.max(0, onTime - random.nextInt(60_000));
      case 1, 2, 3 -> Math.max(0, onTime - random.nextInt(15_000));
      default -> onTime;
    };
  }

  private byte[] key(int number) {
    return switch (number % 10) {
      case 0 -> random.nextInt(4) == 0 ? null : new byte[] {0, (byte) 0xff, (byte) number};
      case 1 -> utf8("schlüssel-" + number);
      case 2 -> number == 2 ? new byte[0] : utf8("k" + number);
      default -> utf8("k" + number);
    };
  }

  private byte[] value(int i) {
    return switch (random.nextInt(25)) {
      case 0 -> null;
      case 1 -> utf8(BROKEN[random.nextInt(BROKEN.length)]);
      case 2 -> new byte[] {'"', (byte) 0xc3, '"'};
      case 3 -> utf8(" [ " + i + ", true, null, -1.5e+3 ] ");
      case 4 -> utf8("\"" + TEXTS[random.nextInt(TEXTS.length)] + "\"");
      default -> utf8("{\"n\":" + i + ",\"text\":\"" + TEXTS[random.nextInt(TEXTS.length)] + "\"}");
    };
  }

  private List<Header> headers(int i) {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(new RecordHeader("trace", utf8("t" + i)));
      case 1 ->
          List.of(
              new RecordHeader("same", utf8("a")),
              new RecordHeader("same", null),
              new RecordHeader("größe", new byte[] {0, 1, (byte) 0x80}));
      case 2 -> List.of(new RecordHeader("twinroute-source", utf8("from upstream")));
      default -> List.of();
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
