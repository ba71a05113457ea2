package io.twinroute.kstreams;

import io.twinroute.semantics.Headers;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.Side;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * How the join's two stores are laid out. Stores compare keys as unsigned bytes, so numbers are
 * big-endian and never negative.
 *
 * <ul>
 *   <li>Join store: int length of the key, the key, byte side, long timestamp, int partition, long
 *       offset; the value is the int length of the headers' block, the block, and the record's
 *       value.
 *   <li>Time index: byte side, long bucket, the key; the value is empty.
 * </ul>
 */
final class JoinKeys {

  private static final int TAIL = 1 + 8 + 4 + 8;
  private static final int INDEX_HEAD = 1 + 8;

  private JoinKeys() {}

  static Bytes record(JoinableRecord r) {
    return record(r.key(), r.side(), r.timestamp(), r.partition(), r.offset());
  }

  /** Not after any record of this key and side at {@code ts} or later. */
  static Bytes first(byte[] key, Side side, long ts) {
    return record(key, side, ts, 0, 0);
  }

  /** Not before any record of this key and side at {@code ts} or earlier. */
  static Bytes last(byte[] key, Side side, long ts) {
    return record(key, side, ts, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  private static Bytes record(byte[] key, Side side, long ts, int partition, long offset) {
    return Bytes.wrap(
        ByteBuffer.allocate(Integer.BYTES + key.length + TAIL)
            .putInt(key.length)
            .put(key)
            .put((byte) side.ordinal())
            .putLong(ts)
            .putInt(partition)
            .putLong(offset)
            .array());
  }

  static byte[] value(JoinableRecord r) {
    byte[] headers = r.headers().toBytes();
    return ByteBuffer.allocate(Integer.BYTES + headers.length + r.value().length)
        .putInt(headers.length)
        .put(headers)
        .put(r.value())
        .array();
  }

  static JoinableRecord read(byte[] key, Side side, Bytes storeKey, byte[] storeValue) {
    ByteBuffer tail = ByteBuffer.wrap(storeKey.get()).position(Integer.BYTES + key.length + 1);
    long timestamp = tail.getLong();
    int partition = tail.getInt();
    long offset = tail.getLong();
    ByteBuffer in = ByteBuffer.wrap(storeValue);
    byte[] headers = new byte[in.getInt()];
    in.get(headers);
    byte[] value = new byte[in.remaining()];
    in.get(value);
    return new JoinableRecord(
        side, partition, offset, timestamp, key, value, Headers.ofBytes(headers));
  }

  static Bytes index(Side side, long bucket, byte[] key) {
    return Bytes.wrap(
        ByteBuffer.allocate(INDEX_HEAD + key.length)
            .put((byte) side.ordinal())
            .putLong(bucket)
            .put(key)
            .array());
  }

  static Bytes firstIndex(Side side, long bucket) {
    return index(side, bucket, new byte[0]);
  }

  /** After every index entry of this side: it starts like the next side's first one would. */
  static Bytes endOfIndex(Side side) {
    return Bytes.wrap(new byte[] {(byte) (side.ordinal() + 1)});
  }

  static long indexBucket(Bytes entry) {
    return ByteBuffer.wrap(entry.get()).getLong(1);
  }

  static byte[] indexKey(Bytes entry) {
    return Arrays.copyOfRange(entry.get(), INDEX_HEAD, entry.get().length);
  }
}
