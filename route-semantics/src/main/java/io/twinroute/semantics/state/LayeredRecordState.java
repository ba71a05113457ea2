package io.twinroute.semantics.state;

import io.twinroute.semantics.record.AcceptedRecord;

/**
 * Records in two layers: the newest on the heap, and in the engine's state what has become too much
 * of them. A record is in one of the two. Not thread-safe.
 *
 * @param <K> a key's bytes as the engine has them, with {@code equals} and {@code hashCode}
 */
public final class LayeredRecordState<K> implements RecordState {

  /** The layer below, on an engine's state. */
  public interface Stored<K> {

    /** A key as the engine has it. */
    K key(byte[] key);

    /** Takes a record that leaves the heap. */
    void move(RecentInput.Entry<K> entry);

    /** Records that were moved, and those of a version without the upper layer. */
    RecordState stored();
  }

  /** Writes down what happens to recent records, so that a restart finds them. */
  public interface Log extends RecentRecords.Listener {

    /** For an engine that writes down all of the recent records at a time. */
    Log NONE =
        new Log() {
          @Override
          public void added(AcceptedRecord record, boolean waiting) {}

          @Override
          public void waitsNoLonger(AcceptedRecord record) {}

          @Override
          public void forgotten(int input, long bucket) {}
        };

    /** A record has become one of the recent ones. */
    void added(AcceptedRecord record, boolean waiting);
  }

  private final RecentRecords<K> recent;
  private final StoredBuckets buckets;
  private final Stored<K> stored;
  private final Log log;

  /** None yet. */
  public LayeredRecordState(RecordLifetimes lifetimes, Stored<K> stored, Log log) {
    this.recent = new RecentRecords<>(lifetimes, log);
    this.buckets = new StoredBuckets(lifetimes);
    this.stored = stored;
    this.log = log;
  }

  @Override
  public void put(AcceptedRecord record, boolean waiting) {
    log.added(record, waiting);
    restore(record, waiting);
  }

  /** Keeps a record that was written down before. */
  public void restore(AcceptedRecord record, boolean waiting) {
    recent.of(record.input()).put(stored.key(record.key()), record, waiting);
  }

  /**
   * Moves the oldest to the engine's state if they have become too many.
   *
   * @param most how many bytes they may take
   * @param left how many bytes are left then; fewer moves of more records, or more of fewer
   */
  public void limit(long most, long left) {
    if (recent.bytes() > most) {
      recent.moveOldest(left, buckets, (entry, bucket) -> stored.move(entry));
    }
  }

  @Override
  public void match(int input, byte[] key, long from, long to, Visitor visitor) {
    recent.of(input).match(stored.key(key), from, to, visitor);
    if (buckets.mayHold(input, from, to)) {
      stored.stored().match(input, key, from, to, visitor);
    }
  }

  /** Only stored records are removed by key; the others a bucket at a time. */
  @Override
  public void removeBucket(int input, byte[] key, long bucket) {
    stored.stored().removeBucket(input, key, bucket);
  }

  /** The upper layer. */
  public RecentRecords<K> recent() {
    return recent;
  }

  /** Which buckets the layer below may have. */
  public StoredBuckets buckets() {
    return buckets;
  }
}
