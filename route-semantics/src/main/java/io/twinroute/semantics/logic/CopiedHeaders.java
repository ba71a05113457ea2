package io.twinroute.semantics.logic;

/** Which records' headers a result carries behind its own. */
public enum CopiedHeaders {
  NONE("none", false, false),
  LEFT("left", true, false),
  RIGHT("right", false, true),
  BOTH("both", true, true);

  private final String id;
  private final boolean left;
  private final boolean right;

  CopiedHeaders(String id, boolean left, boolean right) {
    this.id = id;
    this.left = left;
    this.right = right;
  }

  /** The value in YAML. */
  public String id() {
    return id;
  }

  boolean ofLeft() {
    return left;
  }

  boolean ofRight() {
    return right;
  }
}
