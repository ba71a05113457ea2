package io.twinroute.kstreams.state;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourceRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record with its coordinates as bytes. Layout, big-endian: byte input, int partition, long
 * offset, long timestamp, then key, headers and value, each with an int length before it, -1 for
 * null. A source record is followed by its long original size if it was stripped.
 */
public final class RecordBytes {

  private static final int FIXED = 1 + 4 + 8 + 8 + 3 * 4;

  private RecordBytes() {}

  public static int size(SourceRecord r) {
    return FIXED + length(r.key()) + r.headers().toBytes().length + length(r.value()) + Long.BYTES;
  }

  public static int size(AcceptedRecord r) {
    return FIXED + r.key().length + r.headers().toBytes().length + length(r.value());
  }

  public static void write(SourceRecord r, ByteBuffer out) {
    writeCoordinates(r.input(), r.partition(), r.offset(), r.timestamp(), out);
    write(r.key(), out);
    write(r.headers().toBytes(), out);
    write(r.value(), out);
    out.putLong(r.strippedOf());
  }

  public static void write(AcceptedRecord r, ByteBuffer out) {
    writeCoordinates(r.input(), r.partition(), r.offset(), r.timestamp(), out);
    write(r.key(), out);
    write(r.headers().toBytes(), out);
    write(r.value(), out);
  }

  private static void writeCoordinates(
      int input, int partition, long offset, long timestamp, ByteBuffer out) {
    out.put((byte) input).putInt(partition).putLong(offset).putLong(timestamp);
  }

  public static SourceRecord read(ByteBuffer in) {
    int input = in.get();
    int partition = in.getInt();
    long offset = in.getLong();
    long timestamp = in.getLong();
    byte @Nullable [] key = readBlock(in);
    Headers headers = readHeaders(in);
    byte @Nullable [] value = readBlock(in);
    return new SourceRecord(input, partition, offset, timestamp, key, value, headers, in.getLong());
  }

  public static AcceptedRecord readJoinable(ByteBuffer in) {
    int input = in.get();
    int partition = in.getInt();
    long offset = in.getLong();
    long timestamp = in.getLong();
    byte @Nullable [] key = readBlock(in);
    Headers headers = readHeaders(in);
    return new AcceptedRecord(
        input,
        partition,
        offset,
        timestamp,
        key == null ? new byte[0] : key,
        readBlock(in),
        headers);
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

  private static Headers readHeaders(ByteBuffer in) {
    byte @Nullable [] block = readBlock(in);
    return block == null ? Headers.EMPTY : Headers.ofBytes(block);
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
