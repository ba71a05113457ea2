package io.twinroute.semantics.record;

import org.jspecify.annotations.Nullable;

/**
 * A record that takes no part, as the late topic or the dead-letter topic holds it: the source's
 * own key, value and headers, with what is wrong in three more headers behind them. One that is too
 * large is there without its value, and with its size in a fourth header.
 *
 * @param rejection why it takes no part; late or a dead letter
 * @param partition the source partition's number in its own topic; the partition here is that
 *     modulo the number of partitions, so each source partition's order is kept
 * @param timestamp the record's own; 0 if it has none, because Kafka takes no negative one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on its way to the sink
public record RejectedRecord(
    Rejection rejection,
    int partition,
    byte @Nullable [] key,
    byte @Nullable [] value,
    long timestamp,
    Headers headers)
    implements RouteOutput, AcceptOutput {

  /** Where the record is from: {@code east/orders/3@1234}. */
  public static final String COORDINATES_HEADER = "twinroute-coordinates";

  /** {@link Rejection#reason()}. */
  public static final String REASON_HEADER = "twinroute-reason";

  /** {@link #LATE} or {@link #NOT_JOINABLE}. */
  public static final String ERROR_CLASS_HEADER = "twinroute-error-class";

  /** The size of what is too large, as {@link SizeLimit#size} gives it, in decimal. */
  public static final String SIZE_HEADER = "twinroute-size";

  static final String LATE = "LateRecord";
  static final String NOT_JOINABLE = "NotJoinable";

  /**
   * The rejected form of {@code record}.
   *
   * @param record one that is too large is {@linkplain SizeLimit#fit stripped}
   * @param partitions those of the record's input
   */
  public static RejectedRecord of(
      SourceRecord record, Rejection rejection, SourcePartitions partitions) {
    Headers headers =
        record
            .headers()
            .with(COORDINATES_HEADER, partitions.coordinates(record.partition(), record.offset()))
            .with(REASON_HEADER, rejection.reason())
            .with(
                ERROR_CLASS_HEADER,
                rejection.destination() == Destination.LATE ? LATE : NOT_JOINABLE);
    return new RejectedRecord(
        rejection,
        partitions.inTopic(record.partition()),
        record.key(),
        record.value(),
        Math.max(0, record.timestamp()),
        record.isStripped()
            ? headers.with(SIZE_HEADER, String.valueOf(record.strippedOf()))
            : headers);
  }

  /** Why, and where it is from, without the record's contents. */
  @Override
  public String toString() {
    return rejection.reason() + " from partition " + partition;
  }
}
