package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.state.RecordState;
import io.twinroute.semantics.time.TimeBuckets;

/**
 * A route's join. The set of its results is fixed by the sources' logs; the order in which the
 * records of different partitions arrive only decides the order of the results.
 *
 * <p>It holds no state of its own, so one instance serves any number of keys; it is not bound to a
 * thread. An engine calls {@link #process} for every accepted record, {@link #settle} for what
 * waits, and {@link #expire} for what has become useless, all three for one key at a time.
 */
public sealed interface RouteLogic permits WindowJoin, LookupJoin {

  /** A {@code W} that is never reached. */
  long NEVER = Long.MAX_VALUE;

  /** Receives results. */
  @FunctionalInterface
  interface Collector {
    void collect(RouteResult result);
  }

  /** Joins {@code record} with what {@code state} holds, and keeps it for those that come later. */
  void process(AcceptedRecord record, RecordState state, Collector results);

  /**
   * The smallest {@code W} at which the result of a waiting record is fixed.
   *
   * @param timestamp the record's
   */
  long settlesAt(Side side, long timestamp);

  /**
   * Gives the result of a record that waited: at {@link #settlesAt}, or at the end of a run that
   * has one.
   */
  void settle(AcceptedRecord waiting, RecordState state, Collector results);

  /** Whether a record is of use after it has been settled; if not, the state removes it. */
  boolean isKeptWhenSettled();

  /** How this join's state is cut into buckets of time. */
  TimeBuckets buckets();

  /**
   * The smallest {@code W} at which {@link #expire} has something to do for a bucket; {@link
   * #NEVER} if its records go when they are settled.
   *
   * @param bucket of any width
   */
  long expiresAt(Side side, long bucket);

  /**
   * Removes what nothing can meet any more, now that {@link #expiresAt} has come for a bucket that
   * holds, or held, records of this key.
   *
   * @param watermark {@code W}
   */
  void expire(Side side, byte[] key, long bucket, long watermark, RecordState state);

  /** The join that {@code rule} describes. */
  static RouteLogic of(JoinRule rule, ResultFormat format) {
    if (rule instanceof JoinRule.Lookup lookup) {
      return new LookupJoin(lookup, format);
    }
    return new WindowJoin((JoinRule.Windowed) rule, format);
  }
}
