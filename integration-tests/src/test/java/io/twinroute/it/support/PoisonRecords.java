package io.twinroute.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.runtime.pin.KeyPartitioning;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Records before 1970, which brokers take: clients for JavaScript and librdkafka send such, and
 * Connect fails at them.
 */
public final class PoisonRecords {

  private static final long[] TIMESTAMPS = {-86_400_000, -1, -2, Long.MIN_VALUE / 2};

  private PoisonRecords() {}

  /** Writes some to each partition, where their keys belong. */
  public static void write(SourceTopic topic, int partitions) {
    for (int partition = 0; partition < partitions; partition++) {
      for (long timestamp : TIMESTAMPS) {
        topic.sendRaw(
            partition,
            timestamp,
            key(partition, partitions),
            "{\"poison\":true}".getBytes(UTF_8),
            new RecordHeader("trace", String.valueOf(timestamp).getBytes(UTF_8)));
      }
    }
    topic.sendRaw(0, TIMESTAMPS[0], null, null);
  }

  private static byte[] key(int partition, int partitions) {
    for (int i = 0; ; i++) {
      byte[] key = ("k" + i).getBytes(UTF_8);
      if (KeyPartitioning.partition(key, partitions) == partition) {
        return key;
      }
    }
  }
}
