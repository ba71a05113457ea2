package io.twinroute.semantics.record;

import org.jspecify.annotations.Nullable;

/**
 * A result, which goes to the route's output topic: the same bytes on either engine. Its partition
 * is Kafka's own murmur2 of the key, which the producer applies.
 *
 * @param timestamp epoch milliseconds, that of the input, or the later of the two
 * @param value null for a tombstone, which takes an earlier result of the key back
 * @param headers {@code twinroute-id}, then the left's headers, then the right's
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on its way to the sink
public record RouteResult(byte[] key, byte @Nullable [] value, long timestamp, Headers headers)
    implements LogicOutput {

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
