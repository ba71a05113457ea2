package io.twinroute.flink.service;

/** Flink wraps what went wrong many times; people want the innermost. */
final class Causes {

  private Causes() {}

  static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String first = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return root.getClass().getSimpleName() + ": " + first;
  }
}
