package io.twinroute.kstreams.state;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How the logic's records and those that wait are laid out. Stores compare keys as unsigned bytes,
 * so numbers are big-endian and never negative. The first byte names a {@link StoreSection} and an
 * input.
 *
 * <ul>
 *   <li>Records: the first byte, long bucket, int length of the key, the key, long timestamp, int
 *       partition, long offset; the value is a byte that is 0 for a tombstone and 1 for all else,
 *       the int length of the headers' block, the block, and the record's value. Time comes before
 *       the key, so that expired records are apart from those that are still read: RocksDB has to
 *       step over the tombstone of each removed record in a range. {@link #startOf} comes before
 *       each input's records, see {@link ExpiredRecords}.
 *   <li>Waiting: the first byte, long timestamp, int partition, long offset, the key; the value is
 *       the long bucket.
 * </ul>
 */
public final class StoreKeys {

  private static final byte TOMBSTONE = 0;
  private static final byte NO_TOMBSTONE = 1;
  private static final int HEAD = 1 + 8 + 4;
  private static final int TAIL = 8 + 4 + 8;
  private static final int WAITING_HEAD = 1 + 8 + 4 + 8;

  private StoreKeys() {}

  static Bytes record(AcceptedRecord r, long bucket) {
    return record(r.input(), bucket, r.key(), r.timestamp(), r.partition(), r.offset());
  }

  /** Not after any record of this input, bucket and key at {@code ts} or later. */
  static Bytes first(int input, long bucket, byte[] key, long ts) {
    return record(input, bucket, key, ts, 0, 0);
  }

  /** Not before any record of this input, bucket and key at {@code ts} or earlier. */
  static Bytes last(int input, long bucket, byte[] key, long ts) {
    return record(input, bucket, key, ts, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  private static Bytes record(
      int input, long bucket, byte[] key, long ts, int partition, long offset) {
    return Bytes.wrap(
        ByteBuffer.allocate(HEAD + key.length + TAIL)
            .put(StoreSection.RECORDS.of(input))
            .putLong(bucket)
            .putInt(key.length)
            .put(key)
            .putLong(ts)
            .putInt(partition)
            .putLong(offset)
            .array());
  }

  static long bucketOf(Bytes storeKey) {
    return ByteBuffer.wrap(storeKey.get()).getLong(1);
  }

  static byte[] keyOf(Bytes storeKey) {
    byte[] bytes = storeKey.get();
    return Arrays.copyOfRange(bytes, HEAD, bytes.length - TAIL);
  }

  /** Whether two records of one input are of one bucket and one key, too. */
  static boolean areTogether(Bytes one, Bytes other) {
    byte[] a = one.get();
    byte[] b = other.get();
    return Arrays.equals(a, 0, a.length - TAIL, b, 0, b.length - TAIL);
  }

  static byte[] value(AcceptedRecord r) {
    byte[] headers = r.headers().toBytes();
    byte[] value = r.value();
    ByteBuffer out =
        ByteBuffer.allocate(
            1 + Integer.BYTES + headers.length + (value == null ? 0 : value.length));
    out.put(value == null ? TOMBSTONE : NO_TOMBSTONE).putInt(headers.length).put(headers);
    return (value == null ? out : out.put(value)).array();
  }

  static AcceptedRecord read(int input, byte[] key, Bytes storeKey, byte[] storeValue) {
    ByteBuffer tail = ByteBuffer.wrap(storeKey.get()).position(HEAD + key.length);
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
    return new AcceptedRecord(
        input, partition, offset, timestamp, key, value, Headers.ofBytes(headers));
  }

  static Bytes waiting(AcceptedRecord r) {
    return Bytes.wrap(
        ByteBuffer.allocate(WAITING_HEAD + r.key().length)
            .put(StoreSection.WAITING.of(r.input()))
            .putLong(r.timestamp())
            .putInt(r.partition())
            .putLong(r.offset())
            .put(r.key())
            .array());
  }

  static byte[] waitingValue(long bucket) {
    return ByteBuffer.allocate(Long.BYTES).putLong(bucket).array();
  }

  /** Not after any waiting record of this input at {@code ts} or later. */
  static Bytes firstWaiting(int input, long ts) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES)
            .put(StoreSection.WAITING.of(input))
            .putLong(ts)
            .array());
  }

  static long waitingTimestamp(Bytes entry) {
    return ByteBuffer.wrap(entry.get()).getLong(1);
  }

  static int waitingInput(Bytes entry) {
    return StoreSection.WAITING.inputOf(entry.get()[0]);
  }

  static byte[] waitingKey(Bytes entry) {
    return Arrays.copyOfRange(entry.get(), WAITING_HEAD, entry.get().length);
  }

  /** The key of the record that a waiting entry refers to. */
  static Bytes waitingRecord(Bytes entry, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(entry.get());
    int input = StoreSection.WAITING.inputOf(in.get());
    long timestamp = in.getLong();
    int partition = in.getInt();
    long offset = in.getLong();
    long bucket = ByteBuffer.wrap(value).getLong();
    return record(input, bucket, waitingKey(entry), timestamp, partition, offset);
  }

  /** Before every record of this input; how far they have expired is kept there. */
  static Bytes startOf(int input) {
    return Bytes.wrap(new byte[] {StoreSection.RECORDS.of(input)});
  }

  /** After every entry of this input, among the records or the waiting ones. */
  static Bytes endOf(StoreSection section, int input) {
    // The time that follows is not negative.
    return Bytes.wrap(new byte[] {section.of(input), (byte) 0x80});
  }

  /**
   * Behind every record of this input. To know the end of a range, Streams reads two entries beyond
   * it: behind the first input's newest records these are this one and the second input's start,
   * and not the tombstones of the second input's oldest records.
   */
  static Bytes fence(int input) {
    return Bytes.wrap(new byte[] {StoreSection.RECORDS.of(input), (byte) 0xFF});
  }

  /**
   * Behind every waiting record of this input, for the same reason. What comes next may be
   * anything, so there are two of them.
   *
   * @param number 0 or 1
   */
  static Bytes waitingFence(int input, int number) {
    return Bytes.wrap(new byte[] {StoreSection.WAITING.of(input), (byte) (0xFE + number)});
  }

  /** Whether an entry only marks a place, and is no record. */
  public static boolean isMark(Bytes entry) {
    return entry.get().length <= 2
        && (StoreSection.RECORDS.contains(entry) || StoreSection.WAITING.contains(entry));
  }
}
