package io.twinroute.kstreams.state;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.LayeredRecordState;
import io.twinroute.semantics.state.RecordLifetimes;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The log from which a restart loads a task's recent records: the changes of each time bucket, in
 * chunks. A commit adds a chunk to each changed bucket; all chunks of a forgotten bucket are
 * removed. So the store and its changelog have one write for some hundred records, and a removal
 * for each bucket's chunks.
 *
 * <p>Key: {@link StoreSection#RECENT} and input, long bucket, int number of the chunk. Value: a
 * {@link RecentChunk}.
 */
public final class RecentLog implements LayeredRecordState.Log {

  private final RecordLifetimes lifetimes;
  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Address, Segment> segments = new HashMap<>();

  /** By input. Most records belong to the same bucket as the one before. */
  private final @Nullable Segment[] lastUsed;

  public RecentLog(RecordLifetimes lifetimes, KeyValueStore<Bytes, byte[]> store) {
    this.lifetimes = lifetimes;
    this.store = store;
    this.lastUsed = new @Nullable Segment[lifetimes.inputs()];
  }

  private record Address(int input, long bucket) {}

  /** The chunks of a bucket; the last is not written yet. */
  private final class Segment {
    private final Address address;
    private int written;

    /** Null for most buckets: time advances, and there may be many. */
    private @Nullable RecentChunk open;

    private Segment(Address address) {
      this.address = address;
    }

    private void add(byte event, AcceptedRecord record) {
      while (open == null || !open.add(event, record)) {
        write();
        open = new RecentChunk();
      }
    }

    private void write() {
      if (open != null) {
        store.put(key(address, written), open.toBytes());
        written++;
        open = null;
      }
    }

    private void remove() {
      for (int chunk = 0; chunk < written; chunk++) {
        // Not delete(), which would read the value first.
        store.put(key(address, chunk), null);
      }
    }
  }

  @Override
  public void added(AcceptedRecord record, boolean waits) {
    segment(record).add(waits ? RecentChunk.WAITS : RecentChunk.KEPT, record);
  }

  @Override
  public void waitsNoLonger(AcceptedRecord record) {
    segment(record).add(RecentChunk.WAITS_NO_LONGER, record);
  }

  @Override
  public void forgotten(int input, long bucket) {
    lastUsed[input] = null;
    Segment segment = segments.remove(new Address(input, bucket));
    if (segment != null) {
      segment.remove();
    }
  }

  /** Called before a commit: writes what is not in the store yet. */
  public void write() {
    segments.values().forEach(Segment::write);
  }

  private Segment segment(AcceptedRecord record) {
    int input = record.input();
    long bucket = bucketOf(record);
    Segment last = lastUsed[input];
    if (last == null || last.address.bucket() != bucket) {
      last = segment(new Address(input, bucket));
      lastUsed[input] = last;
    }
    return last;
  }

  private Segment segment(Address address) {
    return segments.computeIfAbsent(address, Segment::new);
  }

  private long bucketOf(AcceptedRecord record) {
    return lifetimes.buckets().bucketOf(record.timestamp());
  }

  /**
   * Passes on the records that the last run left, a whole bucket at a time. Must be called once,
   * before anything else.
   *
   * @param to may forget any bucket that it has received
   */
  public void read(Consumer<Collection<RecentChunk.Kept>> to) {
    Map<RecentChunk.Coordinates, RecentChunk.Kept> found = new LinkedHashMap<>();
    Address address = null;
    try (KeyValueIterator<Bytes, byte[]> chunks =
        store.range(StoreSection.RECENT.begin(), StoreSection.RECENT.end())) {
      while (chunks.hasNext()) {
        KeyValue<Bytes, byte[]> chunk = chunks.next();
        ByteBuffer key = ByteBuffer.wrap(chunk.key.get());
        Address next = new Address(StoreSection.RECENT.inputOf(key.get()), key.getLong());
        if (address != null && !next.equals(address)) {
          handOver(address, found, to);
        }
        address = next;
        segment(address).written = key.getInt() + 1;
        RecentChunk.read(chunk.value, found);
      }
    }
    if (address != null) {
      handOver(address, found, to);
    }
  }

  private void handOver(
      Address address,
      Map<RecentChunk.Coordinates, RecentChunk.Kept> found,
      Consumer<Collection<RecentChunk.Kept>> to) {
    // A run with another window had buckets of another width: all of its records are elsewhere.
    if (found.values().stream().anyMatch(kept -> bucketOf(kept.record()) != address.bucket())) {
      forgotten(address.input(), address.bucket());
      found.values().forEach(kept -> added(kept.record(), kept.waits()));
    }
    to.accept(found.values());
    found.clear();
  }

  private static Bytes key(Address address, int chunk) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
            .put(StoreSection.RECENT.of(address.input()))
            .putLong(address.bucket())
            .putInt(chunk)
            .array());
  }
}
