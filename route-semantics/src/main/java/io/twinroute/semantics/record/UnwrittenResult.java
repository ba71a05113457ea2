package io.twinroute.semantics.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A result that cannot be written. The dead-letter topic holds it in place of the output topic:
 * without a value, and with no headers but those that say which result it is and what is wrong with
 * it. Its partition there is Kafka's own murmur2 of the key, which the producer applies.
 *
 * @param key the result's key; the join key if the result has none, or has not got so far
 * @param timestamp epoch milliseconds, the result's
 * @param headers {@link RouteResult#ID_HEADER}, then the reason and the error class, and for one
 *     that is too large its size
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on its way to the sink
public record UnwrittenResult(byte[] key, long timestamp, Headers headers) implements LogicOutput {

  /** The error class of every result that cannot be written. */
  public static final String NOT_WRITABLE = "NotWritable";

  /** Why a result cannot be written. */
  public enum Reason {
    /** It is larger than the route's records may be. */
    TOO_LARGE("too-large"),
    /** The output's condition cannot be evaluated for it. */
    WHERE_FAILED("where-failed"),
    /** The field that is the results' key is absent, or holds nothing that can be a key. */
    NO_OUTPUT_KEY("no-output-key");

    private final String reason;

    Reason(String reason) {
      this.reason = reason;
    }

    /** The reason as a dead letter's header has it. */
    public String reason() {
      return reason;
    }
  }

  /**
   * A result that is too large.
   *
   * @param id the result's id, in UTF-8
   * @param size the result's, as {@link SizeLimit#size} gives it
   */
  public static UnwrittenResult tooLarge(byte[] key, long timestamp, byte[] id, long size) {
    List<Headers.Header> headers = headers(id, Reason.TOO_LARGE);
    headers.add(header(RejectedRecord.SIZE_HEADER, String.valueOf(size)));
    return new UnwrittenResult(key, timestamp, Headers.of(headers));
  }

  /**
   * A result that cannot be written for a reason that is not its size.
   *
   * @param id the result's id, in UTF-8
   */
  public static UnwrittenResult of(byte[] key, long timestamp, byte[] id, Reason reason) {
    return new UnwrittenResult(key, timestamp, Headers.of(headers(id, reason)));
  }

  private static List<Headers.Header> headers(byte[] id, Reason reason) {
    List<Headers.Header> headers = new ArrayList<>(4);
    headers.add(new Headers.Header(RouteResult.ID_HEADER, id));
    headers.add(header(RejectedRecord.REASON_HEADER, reason.reason()));
    headers.add(header(RejectedRecord.ERROR_CLASS_HEADER, NOT_WRITABLE));
    return headers;
  }

  private static Headers.Header header(String name, String value) {
    return new Headers.Header(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The time only: the key is a record's contents. */
  @Override
  public String toString() {
    return "UnwrittenResult[timestamp=" + timestamp + "]";
  }
}
