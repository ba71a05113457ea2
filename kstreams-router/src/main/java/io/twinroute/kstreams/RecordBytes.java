package io.twinroute.kstreams;

import io.twinroute.semantics.Headers;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A source record as bytes. Layout, big-endian: byte side, int partition, long offset, long
 * timestamp, then key, headers and value, each with an int length before it, -1 for null.
 */
final class RecordBytes {

  private static final int FIXED = 1 + 4 + 8 + 8 + 3 * 4;

  private RecordBytes() {}

  static int size(SourceRecord record) {
    return FIXED
        + length(record.key())
        + record.headers().toBytes().length
        + length(record.value());
  }

  static void write(SourceRecord record, ByteBuffer out) {
    out.put((byte) record.side().ordinal())
        .putInt(record.partition())
        .putLong(record.offset())
        .putLong(record.timestamp());
    write(record.key(), out);
    write(record.headers().toBytes(), out);
    write(record.value(), out);
  }

  static SourceRecord read(ByteBuffer in) {
    Side side = Side.ofOrdinal(in.get());
    int partition = in.getInt();
    long offset = in.getLong();
    long timestamp = in.getLong();
    byte @Nullable [] key = readBlock(in);
    byte @Nullable [] headers = readBlock(in);
    byte @Nullable [] value = readBlock(in);
    return new SourceRecord(
        side,
        partition,
        offset,
        timestamp,
        key,
        value,
        headers == null ? Headers.EMPTY : Headers.ofBytes(headers));
  }

  private static int length(byte @Nullable [] block) {
    return block == null ? 0 : block.length;
  }

  private static void write(byte @Nullable [] block, ByteBuffer out) {
    if (block == null) {
      out.putInt(-1);
    } else {
      out.putInt(block.length).put(block);
    }
  }

  private static byte @Nullable [] readBlock(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    byte[] block = new byte[length];
    in.get(block);
    return block;
  }
}
