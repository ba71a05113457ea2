package io.twinroute.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.parity.TopicRecord;
import io.twinroute.parity.TopicRecord.RecordHeader;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.UnwrittenResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A record of a dead-letter topic, and the source record that it was. A placeholder for what was
 * too large, or for a result, is not such a record, because its value is missing.
 *
 * @param topic cluster alias and topic that it came from, as {@code east/orders}
 * @param partition the source partition
 * @param coordinates all of it, as {@code east/orders/3@1234}
 * @param headers the source record's own
 */
record DeadLetter(
    String topic,
    int partition,
    String coordinates,
    TopicRecord record,
    List<RecordHeader> headers) {

  private static final Set<String> ADDED =
      Set.of(
          RejectedRecord.COORDINATES_HEADER,
          RejectedRecord.REASON_HEADER,
          RejectedRecord.ERROR_CLASS_HEADER);

  /**
   * Whether a record replaces what it does not hold: a source record that was too large, whose last
   * header is the size, or a result that cannot be written, whose error class says so.
   */
  static boolean isPlaceholder(TopicRecord record) {
    List<RecordHeader> headers = record.headers();
    if (headers.isEmpty()) {
      return false;
    }
    RecordHeader last = headers.get(headers.size() - 1);
    byte[] value = last.value();
    return last.key().equals(RejectedRecord.SIZE_HEADER)
        || (last.key().equals(RejectedRecord.ERROR_CLASS_HEADER)
            && value != null
            && new String(value, UTF_8).equals(UnwrittenResult.NOT_WRITABLE));
  }

  /** The dead letter in a record; empty if the record has no coordinates. */
  static Optional<DeadLetter> of(TopicRecord record) {
    int own = record.headers().size() - ADDED.size();
    if (own < 0) {
      return Optional.empty();
    }
    // The last three headers: a record that was replayed and rejected again also has earlier ones.
    for (RecordHeader header : record.headers().subList(own, record.headers().size())) {
      byte[] value = header.value();
      if (header.key().equals(RejectedRecord.COORDINATES_HEADER) && value != null) {
        return of(record, new String(value, UTF_8), record.headers().subList(0, own));
      }
    }
    return Optional.empty();
  }

  private static Optional<DeadLetter> of(
      TopicRecord record, String coordinates, List<RecordHeader> headers) {
    int slash = coordinates.lastIndexOf('/');
    int at = coordinates.lastIndexOf('@');
    if (slash < 1 || at < slash || !coordinates.substring(slash + 1, at).matches("\\d{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(
        new DeadLetter(
            coordinates.substring(0, slash),
            Integer.parseInt(coordinates.substring(slash + 1, at)),
            coordinates,
            record,
            headers));
  }
}
