package io.twinroute.flink.types;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key: bytes, compared by content. The array is never changed. */
public final class RecordKey {

  private final byte[] bytes;
  private final int hash;

  public RecordKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /** The key's bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordKey that && hash == that.hash && Arrays.equals(bytes, that.bytes);
  }

  /** Part of every savepoint: it decides which key group holds the key's state. */
  @Override
  public int hashCode() {
    return hash;
  }

  /** The size only: a key is part of a record's contents. */
  @Override
  public String toString() {
    return "RecordKey[" + bytes.length + " bytes]";
  }
}
