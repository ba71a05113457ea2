package io.twinroute.flink.job;

import io.twinroute.semantics.JoinState;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.TimeBuckets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.TimerService;

/**
 * The join's state of the current key, in Flink's keyed state: for each side a map from time bucket
 * to records, and one timer per bucket that removes it.
 */
final class BucketedJoinState implements JoinState {

  private final TimeBuckets buckets;
  private final MapState<Long, List<JoinableRecord>> left;
  private final MapState<Long, List<JoinableRecord>> right;
  private final TimerService timers;

  BucketedJoinState(
      TimeBuckets buckets,
      MapState<Long, List<JoinableRecord>> left,
      MapState<Long, List<JoinableRecord>> right,
      TimerService timers) {
    this.buckets = buckets;
    this.left = left;
    this.right = right;
    this.timers = timers;
  }

  @Override
  public void forEach(Side side, byte[] key, long from, long to, Visitor visitor) {
    try {
      for (Map.Entry<Long, List<JoinableRecord>> bucket : records(side).entries()) {
        if (TimeBuckets.overlaps(bucket.getKey(), from, to)) {
          visit(bucket.getValue(), from, to, visitor);
        }
      }
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  private static void visit(List<JoinableRecord> records, long from, long to, Visitor visitor) {
    for (JoinableRecord record : records) {
      if (from <= record.timestamp() && record.timestamp() <= to) {
        visitor.candidate(record);
      }
    }
  }

  @Override
  public void put(JoinableRecord record) {
    long bucket = buckets.bucketOf(record.timestamp());
    MapState<Long, List<JoinableRecord>> ofSide = records(record.side());
    try {
      List<JoinableRecord> records = ofSide.get(bucket);
      if (records == null) {
        records = new ArrayList<>(1);
        timers.registerEventTimeTimer(buckets.removalTime(record.side(), bucket));
      }
      records.add(record);
      ofSide.put(bucket, records);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  /** Removes the current key's buckets that nothing can meet any more at {@code watermark}. */
  void removeUpTo(long watermark) {
    try {
      removeUpTo(Side.LEFT, watermark);
      removeUpTo(Side.RIGHT, watermark);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  private void removeUpTo(Side side, long watermark) throws Exception {
    MapState<Long, List<JoinableRecord>> ofSide = records(side);
    Iterator<Long> numbers = ofSide.keys().iterator();
    while (numbers.hasNext()) {
      long bucket = numbers.next();
      long removal = buckets.removalTime(side, bucket);
      if (removal <= watermark) {
        numbers.remove();
      } else {
        // Its own timer may have been set for the shorter window of an earlier run.
        timers.registerEventTimeTimer(removal);
      }
    }
    if (ofSide.isEmpty()) {
      ofSide.clear(); // on the heap, an emptied map would stay with its key
    }
  }

  private MapState<Long, List<JoinableRecord>> records(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** Flink's state failed; the job restarts from its last checkpoint. */
  static final class StateAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateAccessException(Exception cause) {
      super(cause);
    }
  }
}
