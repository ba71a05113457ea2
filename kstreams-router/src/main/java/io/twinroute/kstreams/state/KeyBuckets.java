package io.twinroute.kstreams.state;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * In which time buckets the records store holds records of a key: one read shows where a partner
 * may be, or that there is none, without reading the records.
 *
 * <p>Key: {@link StoreSection#KEY_BUCKETS}, the key. The value is a list of longs, big-endian: a
 * bucket for the first input, its complement for the second; no logic has a third.
 */
final class KeyBuckets {

  private static final long[] NONE = {};

  private final KeyValueStore<Bytes, byte[]> store;

  /** A record is looked up on one input and stored on the other, so each key is read twice. */
  private byte @Nullable [] lastKey;

  private long[] last = NONE;

  KeyBuckets(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** The buckets that hold records of this key and input, in the order of their ends. */
  long[] of(int input, byte[] key) {
    long[] both = read(key);
    long[] found = new long[both.length];
    int size = 0;
    for (long entry : both) {
      if (entry < 0 == (input == 1)) {
        found[size++] = entry(input, entry);
      }
    }
    Arrays.sort(found, 0, size);
    return size == found.length ? found : Arrays.copyOf(found, size);
  }

  void add(int input, byte[] key, long bucket) {
    long entry = entry(input, bucket);
    long[] before = read(key);
    if (indexOf(entry, before) < 0) {
      long[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = entry;
      write(key, after);
    }
  }

  void remove(int input, byte[] key, long bucket) {
    long[] before = read(key);
    int at = indexOf(entry(input, bucket), before);
    if (at >= 0) {
      long[] after = Arrays.copyOf(before, before.length - 1);
      if (at < after.length) {
        after[at] = before[after.length];
      }
      write(key, after);
    }
  }

  /** Its own inverse. */
  private static long entry(int input, long bucket) {
    return input == 0 ? bucket : ~bucket;
  }

  private static int indexOf(long entry, long[] entries) {
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] == entry) {
        return i;
      }
    }
    return -1;
  }

  private long[] read(byte[] key) {
    if (!Arrays.equals(key, lastKey)) {
      byte[] value = store.get(at(key));
      last = value == null ? NONE : longs(value);
      lastKey = key;
    }
    return last;
  }

  private static Bytes at(byte[] key) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + key.length).put(StoreSection.KEY_BUCKETS.of(0)).put(key).array());
  }

  private static long[] longs(byte[] value) {
    LongBuffer in = ByteBuffer.wrap(value).asLongBuffer();
    long[] longs = new long[in.remaining()];
    in.get(longs);
    return longs;
  }

  private void write(byte[] key, long[] entries) {
    last = entries;
    lastKey = key;
    if (entries.length == 0) {
      // Not delete(), which would read the value first.
      store.put(at(key), null);
    } else {
      ByteBuffer out = ByteBuffer.allocate(Long.BYTES * entries.length);
      out.asLongBuffer().put(entries);
      store.put(at(key), out.array());
    }
  }
}
