package io.twinroute.flink.service;

/** Finds the innermost cause of a failure, which Flink wraps many times. */
final class Causes {

  private Causes() {}

  /** Its message, without a full stop. */
  static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String first = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    String text = root.getClass().getSimpleName() + ": " + first;
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
