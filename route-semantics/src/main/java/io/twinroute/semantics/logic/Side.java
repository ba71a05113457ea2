package io.twinroute.semantics.logic;

/** Which of a join's two inputs a record comes from. */
public enum Side {
  LEFT,
  RIGHT;

  private static final Side[] VALUES = values();

  /** The other input of the join. */
  public Side opposite() {
    return this == LEFT ? RIGHT : LEFT;
  }

  /**
   * The side with this ordinal, as serializers write it.
   *
   * @throws ArrayIndexOutOfBoundsException for anything but 0 and 1
   */
  public static Side ofOrdinal(int ordinal) {
    return VALUES[ordinal];
  }
}
