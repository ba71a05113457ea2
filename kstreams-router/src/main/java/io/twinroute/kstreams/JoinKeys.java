package io.twinroute.kstreams;

import io.twinroute.semantics.Headers;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.Side;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How the join's stores are laid out. Stores compare keys as unsigned bytes, so numbers are
 * big-endian and never negative.
 *
 * <ul>
 *   <li>Join store: int length of the key, the key, byte side, long timestamp, int partition, long
 *       offset; the value is a byte that is 0 for a tombstone and 1 for all else, the int length of
 *       the headers' block, the block, and the record's value.
 *   <li>Waiting store: byte side, long timestamp, int partition, long offset, the key; the value is
 *       empty.
 *   <li>Time index: byte side, long bucket, the key; the value is empty.
 * </ul>
 */
final class JoinKeys {

  private static final byte TOMBSTONE = 0;
  private static final byte NO_TOMBSTONE = 1;
  private static final int TAIL = 1 + 8 + 4 + 8;
  private static final int WAITING_HEAD = 1 + 8 + 4 + 8;
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
    byte[] value = r.value();
    ByteBuffer out =
        ByteBuffer.allocate(
            1 + Integer.BYTES + headers.length + (value == null ? 0 : value.length));
    out.put(value == null ? TOMBSTONE : NO_TOMBSTONE).putInt(headers.length).put(headers);
    return (value == null ? out : out.put(value)).array();
  }

  static JoinableRecord read(byte[] key, Side side, Bytes storeKey, byte[] storeValue) {
    ByteBuffer tail = ByteBuffer.wrap(storeKey.get()).position(Integer.BYTES + key.length + 1);
    long timestamp = tail.getLong();
    int partition = tail.getInt();
    long offset = tail.getLong();
    ByteBuffer in = ByteBuffer.wrap(storeValue);
    boolean tombstone = in.get() == TOMBSTONE;
    byte[] headers = new byte[in.getInt()];
    in.get(headers);
    byte @Nullable [] value = null;
    if (!tombstone) {
      value = new byte[in.remaining()];
      in.get(value);
    }
    return new JoinableRecord(
        side, partition, offset, timestamp, key, value, Headers.ofBytes(headers));
  }

  static Bytes waiting(JoinableRecord r) {
    return Bytes.wrap(
        ByteBuffer.allocate(WAITING_HEAD + r.key().length)
            .put((byte) r.side().ordinal())
            .putLong(r.timestamp())
            .putInt(r.partition())
            .putLong(r.offset())
            .put(r.key())
            .array());
  }

  /** Not after any waiting record of this side at {@code ts} or later. */
  static Bytes firstWaiting(Side side, long ts) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES).put((byte) side.ordinal()).putLong(ts).array());
  }

  static long waitingTimestamp(Bytes entry) {
    return ByteBuffer.wrap(entry.get()).getLong(1);
  }

  static Side waitingSide(Bytes entry) {
    return Side.ofOrdinal(entry.get()[0]);
  }

  static byte[] waitingKey(Bytes entry) {
    return Arrays.copyOfRange(entry.get(), WAITING_HEAD, entry.get().length);
  }

  /** The key of the record in the join store that an entry of the waiting store speaks of. */
  static Bytes waitingRecord(Bytes entry) {
    ByteBuffer in = ByteBuffer.wrap(entry.get());
    Side side = Side.ofOrdinal(in.get());
    long timestamp = in.getLong();
    int partition = in.getInt();
    return record(waitingKey(entry), side, timestamp, partition, in.getLong());
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

  /** After every entry of this side in the index or among the waiting. */
  static Bytes endOf(Side side) {
    return Bytes.wrap(new byte[] {(byte) (side.ordinal() + 1)});
  }

  static long indexBucket(Bytes entry) {
    return ByteBuffer.wrap(entry.get()).getLong(1);
  }

  static byte[] indexKey(Bytes entry) {
    return Arrays.copyOfRange(entry.get(), INDEX_HEAD, entry.get().length);
  }
}
