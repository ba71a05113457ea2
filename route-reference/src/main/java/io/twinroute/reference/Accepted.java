package io.twinroute.reference;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that may join.
 *
 * @param topic the place of the record's topic among those of its side
 * @param key the join key
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
record Accepted(SourceLog log, int topic, LogRecord record, byte[] key) {

  /** Equal for keys with the same bytes. */
  ByteBuffer group() {
    return ByteBuffer.wrap(key);
  }

  long timestamp() {
    return record.timestamp();
  }

  /** Null: the end of a row. */
  byte @Nullable [] value() {
    return record.value();
  }

  List<LogHeader> headers() {
    return record.headers();
  }

  String coordinates() {
    return log.coordinates(record);
  }
}
