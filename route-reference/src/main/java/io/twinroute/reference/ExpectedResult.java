package io.twinroute.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that the route must write exactly once. Its partition follows from its key; without one,
 * it is the source's, modulo the topic's number of partitions.
 *
 * @param key null only where the record that passed through has none
 * @param value null for a result that cannot be written, which goes to the dead-letter topic, and
 *     for a tombstone
 * @param sourcePartition of the record that passed through; {@link #JOINED} for a join's result
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
public record ExpectedResult(
    byte @Nullable [] key,
    byte @Nullable [] value,
    long timestamp,
    List<LogHeader> headers,
    int sourcePartition) {

  /** It is not from one source partition. */
  public static final int JOINED = -1;

  /** A join's result. */
  public ExpectedResult(
      byte[] key, byte @Nullable [] value, long timestamp, List<LogHeader> headers) {
    this(key, value, timestamp, headers, JOINED);
  }

  /** The bytes of its key, its value, and its headers' names and values. */
  public long size() {
    return LogRecord.size(key, value, headers);
  }
}
