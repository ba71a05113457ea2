package io.twinroute.semantics.where;

/** An expression is no condition; the message says where and why, and what helps. */
public final class InvalidConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidConditionException(String message) {
    super(message);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
