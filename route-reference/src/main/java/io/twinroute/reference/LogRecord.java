package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed record of a source partition.
 *
 * @param timestamp epoch milliseconds, negative if the record has none
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
public record LogRecord(
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<LogHeader> headers) {

  /** The bytes of its key, its value, and its headers' names and values. */
  public long size() {
    return size(key, value, headers);
  }

  static long size(byte @Nullable [] key, byte @Nullable [] value, List<LogHeader> headers) {
    long size = length(key) + length(value);
    for (LogHeader header : headers) {
      size += header.key().getBytes(UTF_8).length + length(header.value());
    }
    return size;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
