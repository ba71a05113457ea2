package io.twinroute.semantics.record;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A result that is larger than the route's records may be. The dead-letter topic holds it in place
 * of the output topic: without a value, and with no headers but four that say which result it is
 * and what is wrong with it. Its partition there is Kafka's own murmur2 of the key, which the
 * producer applies.
 *
 * @param key the join key; an accepted record's is never too large
 * @param timestamp epoch milliseconds, the result's
 * @param headers {@link RouteResult#ID_HEADER}, then the reason, the error class and the size
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on its way to the sink
public record TooLargeResult(byte[] key, long timestamp, Headers headers) implements LogicOutput {

  static final String NOT_WRITABLE = "NotWritable";

  /**
   * The form of a result in the dead-letter topic.
   *
   * @param id the result's id, in UTF-8
   * @param size the result's, as {@link SizeLimit#size} gives it
   */
  public static TooLargeResult of(byte[] key, long timestamp, byte[] id, long size) {
    return new TooLargeResult(
        key,
        timestamp,
        Headers.of(
            List.of(
                new Headers.Header(RouteResult.ID_HEADER, id),
                header(RejectedRecord.REASON_HEADER, Rejection.TOO_LARGE.reason()),
                header(RejectedRecord.ERROR_CLASS_HEADER, NOT_WRITABLE),
                header(RejectedRecord.SIZE_HEADER, String.valueOf(size)))));
  }

  private static Headers.Header header(String name, String value) {
    return new Headers.Header(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The time only: the key is a record's contents. */
  @Override
  public String toString() {
    return "TooLargeResult[timestamp=" + timestamp + "]";
  }
}
