package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.state.RecordLifetimes;
import org.jspecify.annotations.Nullable;

/**
 * What a route does with accepted records. The set of its results is fixed by the sources' logs;
 * the order in which the records of different partitions arrive only decides the order of the
 * results.
 *
 * <p>It holds no state of its own, so one instance serves any number of keys, in one thread at a
 * time. An engine calls {@link #process} for every accepted record, {@link #settle} for what waits,
 * and {@link #expire} for what has become useless, all three for one key at a time.
 */
public interface RouteLogic extends RecordLifetimes {

  /** Receives results, and word of those that cannot be written. */
  @FunctionalInterface
  interface Collector {
    void collect(LogicOutput result);

    /** Nothing, if the route's condition refuses the result. */
    default void collectIfWritten(@Nullable LogicOutput result) {
      if (result != null) {
        collect(result);
      }
    }
  }

  /** Matches {@code record} with the records in {@code state}, and keeps it for later ones. */
  void process(AcceptedRecord record, LogicState state, Collector results);

  /**
   * Gives the result of a record that waited: at {@link #settlesAt}, or at the end of a run that
   * has one. Or puts the record into the state once more, waiting, as one of a later input. Engines
   * settle inputs in their order, so such a record is settled in the same pass if it is due.
   */
  void settle(AcceptedRecord waiting, LogicState state, Collector results);

  /** Whether a record is of use after it has been settled; if not, the engine removes it. */
  boolean isKeptWhenSettled();

  /**
   * Removes what nothing can meet any more, now that {@link #expiresAt} has come for a bucket that
   * holds, or held, records of this key.
   *
   * @param watermark {@code W}
   */
  void expire(int input, byte[] key, long bucket, long watermark, LogicState state);
}
