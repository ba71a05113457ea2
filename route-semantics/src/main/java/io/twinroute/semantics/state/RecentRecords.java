package io.twinroute.semantics.state;

import io.twinroute.semantics.record.AcceptedRecord;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/**
 * The newest records that a logic keeps, of many keys, as objects on the heap. They are found
 * without a look at the engine's state, and forgotten a bucket at a time. How they outlive a crash,
 * and where they go when they become too many, is the engine's business. Not thread-safe.
 *
 * @param <K> a key's bytes as the engine has them, with {@code equals} and {@code hashCode}
 */
public final class RecentRecords<K> {

  /** Is notified of what an engine has not done itself. */
  public interface Listener {

    /** A record has met a partner, or was settled; it is kept. */
    void waitsNoLonger(AcceptedRecord record);

    /** All records of a bucket have expired, or were moved. */
    void forgotten(int input, long bucket);
  }

  private final List<RecentInput<K>> inputs;

  /** None yet. */
  public RecentRecords(RecordLifetimes lifetimes, Listener listener) {
    this.inputs =
        IntStream.range(0, lifetimes.inputs())
            .mapToObj(input -> new RecentInput<K>(input, lifetimes, listener))
            .toList();
  }

  /** Those of one input. */
  public RecentInput<K> of(int input) {
    return inputs.get(input);
  }

  /** About how much memory they take. */
  public long bytes() {
    long bytes = 0;
    for (int input = 0; input < inputs.size(); input++) {
      bytes += of(input).bytes();
    }
    return bytes;
  }

  /** Hands over what has waited and is due at {@code watermark}; it waits no longer. */
  public void settle(long watermark, Consumer<AcceptedRecord> due) {
    inputs.forEach(ofInput -> ofInput.settle(watermark, due));
  }

  /**
   * Forgets what nothing can meet any more at {@code watermark}. What waits has to be settled
   * before, at the same one.
   */
  public void expire(long watermark) {
    inputs.forEach(ofInput -> ofInput.expire(watermark));
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
      int input = oldest();
      long bucket = of(input).oldest();
      buckets.add(input, bucket);
      of(input).removeOldest(entry -> move.accept(entry, bucket));
    }
    inputs.forEach(ofInput -> ofInput.forgetWhatHasLeft());
  }

  /** The input whose oldest bucket ends first. There must be a record. */
  int oldest() {
    int oldest = -1;
    for (int input = 0; input < inputs.size(); input++) {
      if (!of(input).isEmpty() && (oldest < 0 || of(input).oldest() < of(oldest).oldest())) {
        oldest = input;
      }
    }
    return oldest;
  }

  /** Every entry, in no order. */
  public void forEach(Consumer<RecentInput.Entry<K>> action) {
    inputs.forEach(ofInput -> ofInput.forEach(action));
  }
}
