package io.twinroute.semantics.logic;

/** The names that a logic of two inputs gives to them. Nobody else knows a left or a right. */
public final class Sides {

  /** The first input. */
  public static final int LEFT = 0;

  /** The second input. */
  public static final int RIGHT = 1;

  private Sides() {}

  /** The other input. */
  static int opposite(int input) {
    return 1 - input;
  }
}
