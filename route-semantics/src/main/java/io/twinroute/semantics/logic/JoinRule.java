package io.twinroute.semantics.logic;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a route joins its sides.
 *
 * <p>Serializable, because Flink sends it to its task managers.
 */
public sealed interface JoinRule extends Serializable {

  /** Whether a record of {@code side} that nothing matches gives a result of its own. */
  boolean keepsUnmatched(Side side);

  /**
   * Records of both sides meet inside a window.
   *
   * @param keepsLeft a left join, or with {@code keepsRight} an outer one
   * @param keepsRight whether unmatched right records give results too
   */
  record Windowed(JoinWindow window, boolean keepsLeft, boolean keepsRight) implements JoinRule {

    @Override
    public boolean keepsUnmatched(Side side) {
      return side == Side.LEFT ? keepsLeft : keepsRight;
    }
  }

  /**
   * Each left record meets the version of the right side's row that was valid at its time.
   *
   * @param keepsLeft whether a left record without a row gives a result
   * @param history how long a version is kept after a newer one has taken its place; not negative
   */
  record Lookup(boolean keepsLeft, Duration history) implements JoinRule {

    /**
     * @throws IllegalArgumentException if {@code history} is negative
     */
    public Lookup {
      if (history.isNegative()) {
        throw new IllegalArgumentException("history is negative: " + history);
      }
    }

    @Override
    public boolean keepsUnmatched(Side side) {
      return side == Side.LEFT && keepsLeft;
    }
  }

  /** Only pairs give results. */
  static Windowed inner(JoinWindow window) {
    return new Windowed(window, false, false);
  }

  /** Unmatched left records give results too. */
  static Windowed left(JoinWindow window) {
    return new Windowed(window, true, false);
  }

  /** Unmatched records of either side give results too. */
  static Windowed outer(JoinWindow window) {
    return new Windowed(window, true, true);
  }
}
