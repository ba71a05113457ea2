package io.twinroute.semantics.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record's headers, in order, as one block of bytes. Records carry the block from source to
 * result without looking inside; blocks concatenate by concatenating their bytes.
 *
 * <p>Layout, repeated for each header, big-endian: {@code int} length of the key, the key in UTF-8,
 * {@code int} length of the value or -1 for null, the value.
 */
public final class Headers {

  /** By how many bytes a header is longer in the block than its name and its value are. */
  static final int OVERHEAD = 8;

  /** No headers. */
  public static final Headers EMPTY = new Headers(new byte[0]);

  /** One header; the value may be null, as in Kafka. */
  @SuppressWarnings("ArrayRecordComponent") // a view of bytes; nothing compares it
  public record Header(String key, byte @Nullable [] value) {}

  /** Receives headers in their order. */
  @FunctionalInterface
  public interface Visitor {
    void header(String key, byte @Nullable [] value);
  }

  private final byte[] block;

  private Headers(byte[] block) {
    this.block = block;
  }

  /** The headers that {@link #toBytes()} wrote. */
  public static Headers ofBytes(byte[] block) {
    return block.length == 0 ? EMPTY : new Headers(block);
  }

  /** These headers, in this order. */
  public static Headers of(List<Header> headers) {
    int size = 0;
    List<byte[]> keys = new ArrayList<>(headers.size());
    for (Header header : headers) {
      byte[] key = header.key().getBytes(StandardCharsets.UTF_8);
      keys.add(key);
      size += encodedSize(key, header.value());
    }
    if (size == 0) {
      return EMPTY;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (int i = 0; i < keys.size(); i++) {
      putHeader(out, keys.get(i), headers.get(i).value());
    }
    return new Headers(out.array());
  }

  /** These headers and one more behind them, whose value is text in UTF-8. */
  public Headers with(String key, String value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(block.length + encodedSize(keyBytes, valueBytes));
    out.put(block);
    putHeader(out, keyBytes, valueBytes);
    return new Headers(out.array());
  }

  /** Hands every header to {@code visitor}, in order. */
  public void forEach(Visitor visitor) {
    ByteBuffer in = ByteBuffer.wrap(block);
    while (in.hasRemaining()) {
      int keyLength = in.getInt();
      String key = new String(block, in.position(), keyLength, StandardCharsets.UTF_8);
      in.position(in.position() + keyLength);
      int valueLength = in.getInt();
      byte @Nullable [] value = null;
      if (valueLength >= 0) {
        value = new byte[valueLength];
        in.get(value);
      }
      visitor.header(key, value);
    }
  }

  /** How many there are. */
  int count() {
    ByteBuffer in = ByteBuffer.wrap(block);
    int count = 0;
    for (int at = 0; at < block.length; count++) {
      int valueAt = at + Integer.BYTES + in.getInt(at);
      at = valueAt + Integer.BYTES + Math.max(0, in.getInt(valueAt));
    }
    return count;
  }

  /** The block; owned by this object, not to be changed. */
  public byte[] toBytes() {
    return block;
  }

  public static int encodedSize(byte[] key, byte @Nullable [] value) {
    return OVERHEAD + key.length + (value == null ? 0 : value.length);
  }

  public static void putHeader(ByteBuffer out, byte[] key, byte @Nullable [] value) {
    out.putInt(key.length).put(key);
    if (value == null) {
      out.putInt(-1);
    } else {
      out.putInt(value.length).put(value);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers that && Arrays.equals(block, that.block);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(block);
  }

  /** The size only: header values are a record's contents. */
  @Override
  public String toString() {
    return "Headers[" + block.length + " bytes]";
  }
}
