package io.twinroute.bench.lab;

/** The joins that are measured, with the input on their right side. */
public enum JoinShape {
  /** Pairs only. */
  INNER("inner", "payments", "payment", "orderId"),
  /** Pairs, and records without a partner of both sides. */
  OUTER("outer", "payments", "payment", "orderId"),
  /** Each order with its customer as of then. */
  LOOKUP("lookup", "customers", "customer", "customer");

  private final String id;
  private final String right;
  private final String member;
  private final String rightId;

  JoinShape(String id, String right, String member, String rightId) {
    this.id = id;
    this.right = right;
    this.member = member;
    this.rightId = rightId;
  }

  /** In a route's {@code join.type}, and in the peers' settings. */
  public String id() {
    return id;
  }

  /** The right side's topic. */
  public String right() {
    return right;
  }

  /** The right side's member in a result. */
  public String member() {
    return member;
  }

  /** The field of the right side's values that holds the key. */
  String rightId() {
    return rightId;
  }

  /** Whether results wait until it is certain that nothing changes them. */
  boolean waits() {
    return this != INNER;
  }
}
