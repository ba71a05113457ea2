package io.twinroute.reference;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that may join.
 *
 * @param topic the place of the record's topic among those of its side
 * @param timestamp its time in the route
 * @param key the join key
 * @param value null: the end of a row
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
record Accepted(
    SourceLog log,
    int topic,
    LogRecord record,
    long timestamp,
    byte[] key,
    byte @Nullable [] value) {

  /** Equal for keys with the same bytes. */
  ByteBuffer group() {
    return ByteBuffer.wrap(key);
  }

  List<LogHeader> headers() {
    return record.headers();
  }

  String coordinates() {
    return log.coordinates(record);
  }
}
