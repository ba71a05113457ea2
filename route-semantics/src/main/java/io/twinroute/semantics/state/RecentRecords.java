package io.twinroute.semantics.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * The newest records that a join over a window keeps, of many keys, as objects on the heap. They
 * are found without a look at the engine's state, and forgotten a bucket at a time. How they
 * outlive a crash, and where they go when they become too many, is the engine's business. Not
 * thread-safe.
 *
 * @param <K> a key's bytes as the engine has them, with {@code equals} and {@code hashCode}
 */
public final class RecentRecords<K> {

  /** Is told of what an engine has not done itself. */
  public interface Listener {

    /** For an engine that writes down all of the recent records at a time. */
    Listener NONE =
        new Listener() {
          @Override
          public void waitsNoLonger(AcceptedRecord record) {}

          @Override
          public void forgotten(Side side, long bucket) {}
        };

    /** A record has met a partner, or was settled; it is kept. */
    void waitsNoLonger(AcceptedRecord record);

    /** All records of a bucket have expired, or were moved. */
    void forgotten(Side side, long bucket);
  }

  private final RecentInput<K> left;
  private final RecentInput<K> right;

  /** None yet. */
  public RecentRecords(RouteLogic join, Listener listener) {
    this.left = new RecentInput<>(Side.LEFT, join, listener);
    this.right = new RecentInput<>(Side.RIGHT, join, listener);
  }

  /** Those of one side. */
  public RecentInput<K> of(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** About how much memory they take. */
  public long bytes() {
    return left.bytes() + right.bytes();
  }

  /** Hands over what has waited and is due at {@code watermark}; it waits no longer. */
  public void settle(long watermark, Consumer<AcceptedRecord> due) {
    left.settle(watermark, due);
    right.settle(watermark, due);
  }

  /**
   * Forgets what nothing can meet any more at {@code watermark}. What waits has to be settled
   * before, at the same one.
   */
  public void expire(long watermark) {
    left.expire(watermark);
    right.expire(watermark);
  }

  /**
   * Moves the buckets that end first to the engine's state.
   *
   * @param most until no more bytes than these are left
   * @param buckets where the moved buckets are written down
   * @param move takes an entry and its bucket
   */
  public void moveOldest(
      long most, StoredBuckets buckets, ObjLongConsumer<RecentInput.Entry<K>> move) {
    while (bytes() > most) {
      Side side = oldest();
      long bucket = of(side).oldest();
      buckets.add(side, bucket);
      of(side).removeOldest(entry -> move.accept(entry, bucket));
    }
    left.forgetWhatHasLeft();
    right.forgetWhatHasLeft();
  }

  /** The side whose oldest bucket ends first. There must be a record. */
  Side oldest() {
    boolean isLeft = right.isEmpty() || (!left.isEmpty() && left.oldest() <= right.oldest());
    return isLeft ? Side.LEFT : Side.RIGHT;
  }

  /** Every entry, in no order. */
  public void forEach(Consumer<RecentInput.Entry<K>> action) {
    left.forEach(action);
    right.forEach(action);
  }
}
