package io.twinroute.flink.service;

/** Flink wraps what went wrong many times; people want the innermost. */
final class Causes {

  private Causes() {}

  /** Without a full stop. */
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
