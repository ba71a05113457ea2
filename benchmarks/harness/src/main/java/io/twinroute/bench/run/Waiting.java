package io.twinroute.bench.run;

import java.util.function.BooleanSupplier;

/** Waits by looking often. */
final class Waiting {

  /** Of runs that take seconds; looking costs those that it looks at something, too. */
  private static final long PAUSE_MILLIS = 50;

  private Waiting() {}

  static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      pause();
    }
  }

  static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
