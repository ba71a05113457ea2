package io.twinroute.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that the route must write exactly once. Its partition follows from its key.
 *
 * @param value null only for a result that cannot be written, which goes to the dead-letter topic
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
public record ExpectedResult(
    byte[] key, byte @Nullable [] value, long timestamp, List<LogHeader> headers) {

  /** The bytes of its key, its value, and its headers' names and values. */
  public long size() {
    return LogRecord.size(key, value, headers);
  }
}
