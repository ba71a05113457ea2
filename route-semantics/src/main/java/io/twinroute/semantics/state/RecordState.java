package io.twinroute.semantics.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import org.jspecify.annotations.Nullable;

/**
 * The accepted records that a join still needs. Engines implement it on their own state, laid out
 * for their own strengths; the join asks for nothing else.
 *
 * <p>A record may <em>wait</em>: its own result is not fixed yet. The implementation hands each
 * waiting record to {@link RouteLogic#settle} once {@code W} has reached {@link
 * RouteLogic#settlesAt}, or when a run with an end has reached it; after that the record waits no
 * longer.
 */
public interface RecordState {

  /** Receives records; the order does not matter. */
  @FunctionalInterface
  interface Visitor {
    void record(AcceptedRecord record);
  }

  /** Keeps a record until {@link RouteLogic#expire} says otherwise. */
  void put(AcceptedRecord record, boolean waiting);

  /**
   * Hands every kept record of {@code side} with exactly this key and a timestamp in {@code [from,
   * to]} to {@code visitor}, each exactly once. They have met a partner by that: none of them waits
   * any longer.
   */
  void match(Side side, byte[] key, long from, long to, Visitor visitor);

  /**
   * The last kept record of {@code side} with exactly this key and a timestamp of at most {@code
   * to}, in the order of {@link AcceptedRecord#compareInTime}; null if there is none. Only a lookup
   * asks.
   */
  default @Nullable AcceptedRecord latest(Side side, byte[] key, long to) {
    throw new UnsupportedOperationException("a join over a window has no rows");
  }

  /** Removes every kept record of this side and key in this bucket. */
  void removeBucket(Side side, byte[] key, long bucket);

  /**
   * Removes every kept record of {@code row}'s side and key that comes before it in the order of
   * {@link AcceptedRecord#compareInTime}. Only a lookup asks.
   *
   * @param andItself whether {@code row} goes too
   */
  default void removeBefore(AcceptedRecord row, boolean andItself) {
    throw new UnsupportedOperationException("a join over a window has no rows");
  }
}
