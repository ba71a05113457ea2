package io.twinroute.semantics.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.record.SourcePartitions;

/** Writes the coordinates of an input's records, as {@code east/orders/3@1234} in UTF-8. */
final class Coordinates {

  private static final int LONGEST_NUMBER = 20;

  private final SourcePartitions partitions;

  /** By topic: what the coordinates begin with. */
  private final byte[][] topics;

  private final int longest;

  Coordinates(SourcePartitions partitions) {
    this.partitions = partitions;
    this.topics =
        partitions.addresses().stream()
            .map(address -> (address + "/").getBytes(UTF_8))
            .toArray(byte[][]::new);
    int longestTopic = 0;
    for (byte[] topic : topics) {
      longestTopic = Math.max(longestTopic, topic.length);
    }
    this.longest = longestTopic + 1 + 2 * LONGEST_NUMBER;
  }

  /** The number that a partition has in its own topic. */
  int inTopic(int partition) {
    return partitions.inTopic(partition);
  }

  /** How many bytes they take at most. */
  int longest() {
    return longest;
  }

  /**
   * Writes a record's coordinates from {@code start} on.
   *
   * @param partition as the input numbers it
   * @return where they end
   */
  int append(byte[] out, int start, int partition, long offset) {
    byte[] topic = topics[partitions.topic(partition)];
    System.arraycopy(topic, 0, out, start, topic.length);
    int at = appendNumber(out, start + topic.length, partitions.inTopic(partition));
    out[at++] = '@';
    return appendNumber(out, at, offset);
  }

  /** Partitions and offsets are never negative. */
  private static int appendNumber(byte[] out, int at, long number) {
    int end = at + 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      end++;
    }
    int i = end;
    long rest = number;
    do {
      out[--i] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return end;
  }
}
