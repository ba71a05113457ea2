package io.twinroute.semantics.state;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.time.TimeBuckets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One input of the {@link RecentRecords}, by time bucket and key.
 *
 * @param <K> see there
 */
public final class RecentInput<K> {

  /** About what an entry takes beside its record's bytes: itself, record, key and their arrays. */
  private static final int OVERHEAD = 200;

  /** About what a bucket takes beside its entries, here and in an engine's log. */
  private static final int OVERHEAD_OF_BUCKET = 500;

  /** One record; those of a key and bucket form a chain. */
  public static final class Entry<K> {
    private final K key;
    private final AcceptedRecord record;
    private final @Nullable Entry<K> next;
    private boolean waiting;

    private Entry(K key, AcceptedRecord record, boolean waiting, @Nullable Entry<K> next) {
      this.key = key;
      this.record = record;
      this.waiting = waiting;
      this.next = next;
    }

    public K key() {
      return key;
    }

    public AcceptedRecord record() {
      return record;
    }

    /** Whether its own result is not fixed yet. */
    public boolean isWaiting() {
      return waiting;
    }
  }

  private static final class Bucket<K> {
    private final long number;
    private final Map<K, Entry<K>> chains = new HashMap<>();
    private long bytes = OVERHEAD_OF_BUCKET;

    private Bucket(long number) {
      this.number = number;
    }

    private void forEach(Consumer<Entry<K>> action) {
      for (Entry<K> first : chains.values()) {
        for (Entry<K> entry = first; entry != null; entry = entry.next) {
          action.accept(entry);
        }
      }
    }
  }

  private final int input;
  private final RecordLifetimes lifetimes;
  private final RecentRecords.Listener listener;

  /**
   * In the order of their ends, all of one width. A window is about four of them; there are more,
   * the longer an input may be late or the farther one input is ahead of the other.
   */
  private final List<Bucket<K>> buckets = new ArrayList<>();

  /** The earliest first; some of them may have met a partner since, or have left for elsewhere. */
  private final PriorityQueue<Entry<K>> waiting =
      new PriorityQueue<>(Comparator.comparingLong(entry -> entry.record.timestamp()));

  private long bytes;

  RecentInput(int input, RecordLifetimes lifetimes, RecentRecords.Listener listener) {
    this.input = input;
    this.lifetimes = lifetimes;
    this.listener = listener;
  }

  long bytes() {
    return bytes;
  }

  /** Adds an accepted record. */
  public void put(K key, AcceptedRecord record, boolean waits) {
    Bucket<K> bucket = bucket(lifetimes.buckets().bucketOf(record.timestamp()));
    Entry<K> entry = new Entry<>(key, record, waits, bucket.chains.get(key));
    bucket.chains.put(key, entry);
    if (waits) {
      waiting.add(entry);
    }
    long size = size(record);
    bucket.bytes += size;
    bytes += size;
  }

  private static long size(AcceptedRecord record) {
    byte[] value = record.value();
    return OVERHEAD
        + record.key().length
        + record.headers().toBytes().length
        + (value == null ? 0 : value.length);
  }

  private Bucket<K> bucket(long number) {
    int at = firstFrom(number);
    if (at < buckets.size() && buckets.get(at).number == number) {
      return buckets.get(at);
    }
    Bucket<K> created = new Bucket<>(number);
    buckets.add(at, created);
    bytes += created.bytes;
    return created;
  }

  /**
   * The position of the first bucket that does not end before this one; behind the last if none.
   */
  private int firstFrom(long number) {
    int low = 0;
    int high = buckets.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (buckets.get(middle).number < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** See {@link RecordState#match}. */
  public void match(K key, long from, long to, RecordState.Visitor visitor) {
    for (int i = firstFrom(lifetimes.buckets().bucketOf(Math.max(0, from)));
        i < buckets.size();
        i++) {
      Bucket<K> bucket = buckets.get(i);
      if (TimeBuckets.firstOf(bucket.number) > to) {
        return;
      }
      match(bucket.chains.get(key), from, to, visitor);
    }
  }

  private void match(@Nullable Entry<K> chain, long from, long to, RecordState.Visitor visitor) {
    for (Entry<K> entry = chain; entry != null; entry = entry.next) {
      long timestamp = entry.record.timestamp();
      if (from <= timestamp && timestamp <= to) {
        visitor.record(entry.record);
        waitsNoLonger(entry);
      }
    }
  }

  private void waitsNoLonger(Entry<K> entry) {
    if (entry.waiting) {
      entry.waiting = false;
      listener.waitsNoLonger(entry.record);
    }
  }

  /** Hands over what has waited and is due at {@code watermark}; it waits no longer. */
  void settle(long watermark, Consumer<AcceptedRecord> due) {
    for (Entry<K> first = waiting.peek();
        first != null && lifetimes.settlesAt(input, first.record.timestamp()) <= watermark;
        first = waiting.peek()) {
      waiting.remove();
      if (first.waiting) {
        waitsNoLonger(first);
        due.accept(first.record);
      }
    }
  }

  /** Forgets what nothing can meet any more; none of it waits. */
  void expire(long watermark) {
    while (!buckets.isEmpty() && lifetimes.expiresAt(input, oldest()) <= watermark) {
      forgetOldest();
    }
  }

  private Bucket<K> forgetOldest() {
    Bucket<K> oldest = buckets.remove(0);
    bytes -= oldest.bytes;
    listener.forgotten(input, oldest.number);
    return oldest;
  }

  boolean isEmpty() {
    return buckets.isEmpty();
  }

  /** The bucket that ends first. There must be one. */
  long oldest() {
    return buckets.get(0).number;
  }

  /** Hands over the entries of the {@link #oldest} bucket, and forgets it. */
  void removeOldest(Consumer<Entry<K>> to) {
    forgetOldest()
        .forEach(
            entry -> {
              to.accept(entry);
              entry.waiting = false; // it may still be in the queue
            });
  }

  /**
   * Lets go of what only the queue still holds, since {@link #removeOldest} does not look there.
   *
   * @return whether there was any
   */
  boolean forgetWhatHasLeft() {
    return waiting.removeIf(entry -> !entry.waiting);
  }

  /** Every entry, in no order. */
  void forEach(Consumer<Entry<K>> action) {
    buckets.forEach(bucket -> bucket.forEach(action));
  }
}
