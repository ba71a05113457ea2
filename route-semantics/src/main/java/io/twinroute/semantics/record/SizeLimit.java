package io.twinroute.semantics.record;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How large a record may be. Its size is the bytes of its key, of its value, and of its headers'
 * names and values, without compression. It may have {@value #MOST_HEADERS} headers, since each
 * takes some bytes more than it holds.
 *
 * @param bytes the largest size; at least 1
 */
public record SizeLimit(int bytes) implements Serializable {

  /** How many headers a record may have. */
  public static final int MOST_HEADERS = 1_000;

  /** The limit of a route whose topics do not exist yet, and that names none. */
  public static final SizeLimit DEFAULT = new SizeLimit(16 << 20);

  /**
   * @throws IllegalArgumentException if no record is small enough
   */
  public SizeLimit {
    if (bytes < 1) {
      throw new IllegalArgumentException("a limit of " + bytes + " bytes");
    }
  }

  /**
   * Whether a record of these parts is small enough.
   *
   * @param valueBytes how long the value is; 0 if there is none
   */
  public boolean admits(byte @Nullable [] key, long valueBytes, Headers headers) {
    int block = headers.toBytes().length;
    // The block's size is known, and exceeds that of the headers. Usually this is enough.
    if (length(key) + valueBytes + block <= bytes && block <= MOST_HEADERS * Headers.OVERHEAD) {
      return true;
    }
    return headers.count() <= MOST_HEADERS && size(key, valueBytes, headers) <= bytes;
  }

  /** Whether a record is small enough; one whose contents were left out is not. */
  public boolean admits(SourceRecord record) {
    return !record.isStripped() && admits(record.key(), length(record.value()), record.headers());
  }

  /**
   * The record itself, if it is small enough. Else a copy without its value, and if that is still
   * too large, without the headers, then without the key.
   */
  public SourceRecord fit(SourceRecord record) {
    if (record.isStripped() || admits(record)) {
      return record;
    }
    boolean keepsKey = length(record.key()) <= bytes;
    boolean keepsHeaders = admits(record.key(), 0, record.headers());
    return new SourceRecord(
        record.input(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        keepsKey ? record.key() : null,
        null,
        keepsHeaders ? record.headers() : Headers.EMPTY,
        size(record.key(), length(record.value()), record.headers()));
  }

  /** The size of a record of these parts. */
  public static long size(byte @Nullable [] key, long valueBytes, Headers headers) {
    return length(key)
        + valueBytes
        + headers.toBytes().length
        - (long) Headers.OVERHEAD * headers.count();
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
