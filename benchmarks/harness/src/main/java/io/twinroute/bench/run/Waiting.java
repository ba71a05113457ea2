package io.twinroute.bench.run;

import java.util.function.BooleanSupplier;

/** Waits by looking often. */
final class Waiting {

  private static final long PAUSE_MILLIS = 20;

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
