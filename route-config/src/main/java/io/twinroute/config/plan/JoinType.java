package io.twinroute.config.plan;

import io.twinroute.semantics.logic.JoinRule;

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

  static JoinType of(JoinRule rule) {
    if (rule instanceof JoinRule.Lookup lookup) {
      return lookup.keepsLeft() ? LEFT_LOOKUP : LOOKUP;
    }
    JoinRule.Windowed windowed = (JoinRule.Windowed) rule;
    return windowed.keepsRight() ? OUTER : windowed.keepsLeft() ? LEFT : INNER;
  }

  /** The value in YAML. */
  public String id() {
    return id;
  }
}
