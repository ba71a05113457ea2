package io.twinroute.semantics.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result that cannot be written. The dead-letter topic holds it in place of the output topic:
 * without a value, and with no headers but those that say which result it is and what is wrong with
 * it. Its partition there is Kafka's own murmur2 of the key, which the producer applies; that of
 * one without a key is its source partition, modulo their number.
 *
 * @param key the result's key; the join key if the result has none, or has not got so far; null
 *     only for a record that passes through without a key
 * @param timestamp epoch milliseconds, the result's
 * @param headers {@link RouteResult#ID_HEADER}, then the reason and the error class, and for one
 *     that is too large its size
 * @param sourcePartition as a {@link RouteResult} has it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on its way to the sink
public record UnwrittenResult(
    byte @Nullable [] key, long timestamp, Headers headers, int sourcePartition)
    implements LogicOutput {

  /** The error class of every result that cannot be written. */
  public static final String NOT_WRITABLE = "NotWritable";

  /** Why a result cannot be written. */
  public enum Reason {
    /** It is larger than the route's records may be. */
    TOO_LARGE("too-large"),
    /** A condition of the output cannot be evaluated for it. */
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

  /** A result that its key places. */
  public UnwrittenResult(byte[] key, long timestamp, Headers headers) {
    this(key, timestamp, headers, RouteResult.BY_KEY);
  }

  /**
   * A result that is too large, of a record that passes through.
   *
   * @param sourcePartition the partition's number in its own topic
   * @param id the result's id, in UTF-8
   * @param size the result's, as {@link SizeLimit#size} gives it
   */
  public static UnwrittenResult tooLarge(
      byte @Nullable [] key, long timestamp, int sourcePartition, byte[] id, long size) {
    return new UnwrittenResult(key, timestamp, tooLarge(id, size), sourcePartition);
  }

  /**
   * A result that is too large.
   *
   * @param id the result's id, in UTF-8
   * @param size the result's, as {@link SizeLimit#size} gives it
   */
  public static UnwrittenResult tooLarge(byte[] key, long timestamp, byte[] id, long size) {
    return new UnwrittenResult(key, timestamp, tooLarge(id, size));
  }

  private static Headers tooLarge(byte[] id, long size) {
    List<Headers.Header> headers = headers(id, Reason.TOO_LARGE);
    headers.add(header(RejectedRecord.SIZE_HEADER, String.valueOf(size)));
    return Headers.of(headers);
  }

  /**
   * A result that cannot be written for a reason that is not its size.
   *
   * @param id the result's id, in UTF-8
   */
  public static UnwrittenResult of(byte[] key, long timestamp, byte[] id, Reason reason) {
    return new UnwrittenResult(key, timestamp, Headers.of(headers(id, reason)));
  }

  /**
   * The same for a record that passes through.
   *
   * @param sourcePartition the partition's number in its own topic
   * @param id the result's id, in UTF-8
   */
  public static UnwrittenResult of(
      byte @Nullable [] key, long timestamp, int sourcePartition, byte[] id, Reason reason) {
    return new UnwrittenResult(key, timestamp, Headers.of(headers(id, reason)), sourcePartition);
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
