package io.twinroute.semantics.record;

import org.jspecify.annotations.Nullable;

/**
 * A result, which goes to the route's output topic: the same bytes on either engine. Its partition
 * is Kafka's own murmur2 of the key, which the producer applies; that of one without a key is its
 * source partition, modulo their number.
 *
 * @param key null only if the record that passed through has none
 * @param value null for a tombstone
 * @param timestamp epoch milliseconds, that of the input, or the later of the two
 * @param headers {@code twinroute-id}, then the left's headers, then the right's
 * @param sourcePartition that of the record that passed through, as its own topic numbers it; else
 *     {@link #BY_KEY}
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on its way to the sink
public record RouteResult(
    byte @Nullable [] key,
    byte @Nullable [] value,
    long timestamp,
    Headers headers,
    int sourcePartition)
    implements LogicOutput {

  /** It has a key, which decides its partition. */
  public static final int BY_KEY = -1;

  /** A result that its key places. */
  public RouteResult(byte[] key, byte @Nullable [] value, long timestamp, Headers headers) {
    this(key, value, timestamp, headers, BY_KEY);
  }

  /**
   * The header that names the inputs: {@code east/orders/3@1234+west/payments/0@77}, {@code -} for
   * none.
   */
  public static final String ID_HEADER = "twinroute-id";

  /** The time only: key and value are a record's contents. */
  @Override
  public String toString() {
    return "RouteResult[timestamp=" + timestamp + "]";
  }
}
