package io.twinroute.flink.state;

import io.twinroute.flink.types.Kept;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.CombinedState;
import io.twinroute.semantics.state.RecordLifetimes;
import io.twinroute.semantics.time.TimeBuckets;
import io.twinroute.semantics.time.Timestamps;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * The logic's records of the current key, in Flink's keyed state: for each input a map from time
 * bucket to records, with a timer for each bucket's end, and one for the first of its records that
 * wait.
 */
public final class StoredRecords implements CombinedState {

  private final RecordLifetimes lifetimes;
  private final List<MapState<Long, List<Kept>>> inputs;
  private final BucketTimers timers;

  /**
   * @param inputs the state of each input
   */
  public StoredRecords(
      RecordLifetimes lifetimes, List<MapState<Long, List<Kept>>> inputs, BucketTimers timers) {
    this.lifetimes = lifetimes;
    this.inputs = inputs;
    this.timers = timers;
  }

  @Override
  public void put(AcceptedRecord record, boolean waiting) {
    int input = record.input();
    long bucket = lifetimes.buckets().bucketOf(record.timestamp());
    try {
      List<Kept> kept = records(input).get(bucket);
      if (kept == null) {
        kept = new ArrayList<>(1);
        setExpiry(input, bucket);
      }
      if (waiting && !isOneWaitingUpTo(record.timestamp(), kept)) {
        timers.set(input, bucket, lifetimes.settlesAt(input, record.timestamp()));
      }
      kept.add(new Kept(record, waiting));
      records(input).put(bucket, kept);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  /** Whether a timer is set already that is not too late for a record of this time. */
  private static boolean isOneWaitingUpTo(long timestamp, List<Kept> kept) {
    for (int i = kept.size() - 1; i >= 0; i--) { // most records come in the order of their time
      if (kept.get(i).waiting() && kept.get(i).record().timestamp() <= timestamp) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void match(int input, byte[] key, long from, long to, Visitor visitor) {
    try {
      for (Map.Entry<Long, List<Kept>> bucket : records(input).entries()) {
        if (TimeBuckets.overlaps(bucket.getKey(), from, to)) {
          List<Kept> kept = bucket.getValue();
          if (match(kept, from, to, visitor)) {
            bucket.setValue(kept);
          }
        }
      }
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  /** Returns whether that changed anything. */
  private static boolean match(List<Kept> kept, long from, long to, Visitor visitor) {
    boolean changed = false;
    for (int i = 0; i < kept.size(); i++) {
      Kept one = kept.get(i);
      long timestamp = one.record().timestamp();
      if (from <= timestamp && timestamp <= to) {
        visitor.record(one.record());
        if (one.waiting()) {
          kept.set(i, one.settled());
          changed = true;
        }
      }
    }
    return changed;
  }

  @Override
  public @Nullable AcceptedRecord latest(int input, byte[] key, long to) {
    try {
      List<Map.Entry<Long, List<Kept>>> candidates = new ArrayList<>();
      for (Map.Entry<Long, List<Kept>> bucket : records(input).entries()) {
        if (TimeBuckets.firstOf(bucket.getKey()) <= to) {
          candidates.add(bucket);
        }
      }
      // Newest first, and without reading buckets that cannot hold anything later, because reading
      // is expensive.
      candidates.sort((a, b) -> Long.compare(lastOf(b), lastOf(a)));
      AcceptedRecord latest = null;
      for (Map.Entry<Long, List<Kept>> bucket : candidates) {
        if (latest == null || lastOf(bucket) >= latest.timestamp()) {
          latest = latest(bucket.getValue(), to, latest);
        }
      }
      return latest;
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  private static long lastOf(Map.Entry<Long, List<Kept>> bucket) {
    return TimeBuckets.lastOf(bucket.getKey());
  }

  private static @Nullable AcceptedRecord latest(
      List<Kept> kept, long to, @Nullable AcceptedRecord known) {
    AcceptedRecord latest = known;
    for (Kept one : kept) {
      AcceptedRecord record = one.record();
      if (record.timestamp() <= to && (latest == null || record.compareInTime(latest) > 0)) {
        latest = record;
      }
    }
    return latest;
  }

  @Override
  public @Nullable AcceptedRecord earliest(int input, byte[] key, long after, long to) {
    Earliest earliest = new Earliest();
    match(input, key, Timestamps.plus(after, 1), to, earliest);
    return earliest.found;
  }

  /** The first of the records that it is given. */
  private static final class Earliest implements Visitor {
    private @Nullable AcceptedRecord found;

    @Override
    public void record(AcceptedRecord record) {
      if (found == null || record.compareInTime(found) < 0) {
        found = record;
      }
    }
  }

  @Override
  public void removeBucket(int input, byte[] key, long bucket) {
    try {
      records(input).remove(bucket);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  @Override
  public void removeBefore(AcceptedRecord row, boolean andItself) {
    try {
      MapState<Long, List<Kept>> ofInput = records(row.input());
      Iterator<Map.Entry<Long, List<Kept>>> entries = ofInput.iterator();
      while (entries.hasNext()) {
        Map.Entry<Long, List<Kept>> bucket = entries.next();
        if (lastOf(bucket) < row.timestamp()) {
          entries.remove();
        } else if (TimeBuckets.firstOf(bucket.getKey()) <= row.timestamp()) {
          List<Kept> kept = bucket.getValue();
          if (kept.removeIf(one -> isBefore(one.record(), row, andItself))) {
            putBack(kept, bucket, entries);
          }
        }
      }
      forgetIfEmpty(ofInput);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  private static boolean isBefore(AcceptedRecord record, AcceptedRecord row, boolean orItself) {
    int order = record.compareInTime(row);
    return order < 0 || (orItself && order == 0);
  }

  /** Sets the timer for when nothing can match the bucket any more, if that time ever comes. */
  void setExpiry(int input, long bucket) {
    long expiry = lifetimes.expiresAt(input, bucket);
    if (expiry != RecordLifetimes.NEVER) {
      timers.set(input, bucket, expiry);
    }
  }

  static void putBack(
      List<Kept> kept,
      Map.Entry<Long, List<Kept>> bucket,
      Iterator<Map.Entry<Long, List<Kept>>> entries) {
    if (kept.isEmpty()) {
      entries.remove();
    } else {
      bucket.setValue(kept);
    }
  }

  /** On the heap, a map that is emptied by its iterator would stay with its key. */
  static void forgetIfEmpty(MapState<Long, List<Kept>> ofInput) throws Exception {
    if (ofInput.isEmpty()) {
      ofInput.clear();
    }
  }

  MapState<Long, List<Kept>> records(int input) {
    return inputs.get(input);
  }

  /** Flink's state failed; the job restarts from its last checkpoint. */
  static final class StateAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateAccessException(Exception cause) {
      super(cause);
    }
  }
}
