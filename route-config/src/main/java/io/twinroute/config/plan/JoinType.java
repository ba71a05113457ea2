package io.twinroute.config.plan;

/** The values of a join's {@code type}. */
public enum JoinType {
  INNER("inner"),
  LEFT("left"),
  OUTER("outer"),
  LOOKUP("lookup"),
  LEFT_LOOKUP("left-lookup");

  private final String id;

  JoinType(String id) {
    this.id = id;
  }

  /** The value in YAML. */
  public String id() {
    return id;
  }
}
