package io.twinroute.config;

/** The values of a join's {@code type}. */
enum JoinType {
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
  String id() {
    return id;
  }
}
