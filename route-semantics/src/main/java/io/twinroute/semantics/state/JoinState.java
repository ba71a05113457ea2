package io.twinroute.semantics.state;

import io.twinroute.semantics.logic.RouteJoin;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.JoinableRecord;
import org.jspecify.annotations.Nullable;

/**
 * The accepted records that a join still needs. Engines implement it on their own state, laid out
 * for their own strengths; the join asks for nothing else.
 *
 * <p>A record may <em>wait</em>: its own result is not fixed yet. The implementation hands each
 * waiting record to {@link RouteJoin#settle} once {@code W} has reached {@link
 * RouteJoin#settlesAt}, or when a run with an end has reached it; after that the record waits no
 * longer.
 */
public interface JoinState {

  /** Receives records; the order does not matter. */
  @FunctionalInterface
  interface Visitor {
    void record(JoinableRecord record);
  }

  /** Keeps a record until {@link RouteJoin#expire} says otherwise. */
  void put(JoinableRecord record, boolean waiting);

  /**
   * Hands every kept record of {@code side} with exactly this key and a timestamp in {@code [from,
   * to]} to {@code visitor}, each exactly once. They have met a partner by that: none of them waits
   * any longer.
   */
  void match(Side side, byte[] key, long from, long to, Visitor visitor);

  /**
   * The last kept record of {@code side} with exactly this key and a timestamp of at most {@code
   * to}, in the order of {@link JoinableRecord#compareInTime}; null if there is none. Only a lookup
   * asks.
   */
  default @Nullable JoinableRecord latest(Side side, byte[] key, long to) {
    throw new UnsupportedOperationException("a join over a window has no rows");
  }

  /** Removes every kept record of this side and key in this bucket. */
  void removeBucket(Side side, byte[] key, long bucket);

  /**
   * Removes every kept record of {@code row}'s side and key that comes before it in the order of
   * {@link JoinableRecord#compareInTime}. Only a lookup asks.
   *
   * @param andItself whether {@code row} goes too
   */
  default void removeBefore(JoinableRecord row, boolean andItself) {
    throw new UnsupportedOperationException("a join over a window has no rows");
  }
}
