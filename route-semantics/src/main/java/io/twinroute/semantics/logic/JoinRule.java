package io.twinroute.semantics.logic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a route joins its two sides. */
public sealed interface JoinRule extends LogicRule {

  /** Whether a record of {@code side} that nothing matches gives a result of its own. */
  boolean keepsUnmatched(int side);

  /**
   * Records of both sides meet inside a window.
   *
   * @param keepsLeft a left join, or with {@code keepsRight} an outer one
   * @param keepsRight whether unmatched right records give results too
   */
  record Windowed(JoinWindow window, boolean keepsLeft, boolean keepsRight) implements JoinRule {

    @Override
    public boolean keepsUnmatched(int side) {
      return side == Sides.LEFT ? keepsLeft : keepsRight;
    }

    @Override
    public String type() {
      return keepsRight ? "outer" : keepsLeft ? "left" : "inner";
    }

    @Override
    public boolean takesTombstones(int input) {
      return false;
    }

    @Override
    public RouteLogic logic(ResultFormat results) {
      return new WindowJoin(this, results);
    }

    @Override
    public <T> T visit(Visitor<T> visitor) {
      return visitor.windowed(this);
    }
  }

  /**
   * Each left record meets the version of the right side's row that was valid at its time.
   *
   * @param keepsLeft whether a left record without a row gives a result
   * @param history how long a version is kept after a newer one has taken its place; not negative
   * @param firstVersionWithin how much later than a left record without a version the row's first
   *     version may be to be met; null: it meets none. Not negative
   */
  record Lookup(boolean keepsLeft, Duration history, @Nullable Duration firstVersionWithin)
      implements JoinRule {

    /**
     * @throws IllegalArgumentException if a duration is negative
     */
    public Lookup {
      if (history.isNegative()) {
        throw new IllegalArgumentException("history is negative: " + history);
      }
      if (firstVersionWithin != null && firstVersionWithin.isNegative()) {
        throw new IllegalArgumentException("within is negative: " + firstVersionWithin);
      }
    }

    /** A lookup whose left records meet no later version. */
    public Lookup(boolean keepsLeft, Duration history) {
      this(keepsLeft, history, null);
    }

    @Override
    public boolean keepsUnmatched(int side) {
      return side == Sides.LEFT && keepsLeft;
    }

    @Override
    public String type() {
      return (keepsLeft ? "left-lookup" : "lookup")
          + (firstVersionWithin == null ? "" : " with first-version");
    }

    /** A row ends with a tombstone. */
    @Override
    public boolean takesTombstones(int input) {
      return input == Sides.RIGHT;
    }

    @Override
    public RouteLogic logic(ResultFormat results) {
      return new LookupJoin(this, results);
    }

    @Override
    public <T> T visit(Visitor<T> visitor) {
      return visitor.lookup(this);
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
