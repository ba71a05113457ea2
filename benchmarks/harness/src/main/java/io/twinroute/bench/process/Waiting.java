package io.twinroute.bench.process;

import io.twinroute.demo.local.ChildProcess;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits by polling often. */
public final class Waiting {

  /** For runs that take seconds; polling also costs the observed processes something. */
  private static final long PAUSE_MILLIS = 50;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LINES_SHOWN = 15;

  private Waiting() {}

  /**
   * @throws IllegalStateException if it is not so within three minutes
   */
  public static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing happened within " + PATIENCE);
      }
      pause();
    }
  }

  /**
   * @throws IllegalStateException with its last words, if it has ended by itself
   */
  public static void mustLive(ChildProcess process) {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          process.name() + " has ended:\n" + String.join("\n", process.lastLines(LINES_SHOWN)));
    }
  }

  public static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
