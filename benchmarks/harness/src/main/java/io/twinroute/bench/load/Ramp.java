package io.twinroute.bench.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Finds the largest load that a contestant can handle, in growing steps, up to the first at which
 * it falls behind.
 */
final class Ramp {

  private static final double FIRST = 4_000;
  private static final double STEP = 1.25;
  private static final int ATTEMPTS = 2;
  private static final Duration LENGTH = Duration.ofSeconds(6);

  /** A contestant that is later than this has fallen behind. It is more than any commit takes. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final LiveSource source;
  private final LongSupplier results;
  private final Runnable catchUp;

  /**
   * @param results how many there are by now
   * @param catchUp waits until there are as many as the source is to have
   */
  Ramp(LiveSource source, LongSupplier results, Runnable catchUp) {
    this.source = source;
    this.results = results;
    this.catchUp = catchUp;
  }

  /**
   * Returns source records per second, of both sides.
   *
   * @throws IllegalStateException if it cannot handle the first
   */
  double climb() {
    double borne = 0;
    for (double rate = FIRST; isBorneOnce(rate); rate *= STEP) {
      borne = rate;
    }
    if (borne == 0) {
      throw new IllegalStateException("it does not bear %.0f records/s".formatted(FIRST));
    }
    return borne;
  }

  /** More than one attempt: something may pause or be compiled just then. */
  private boolean isBorneOnce(double rate) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (isBorne(rate)) {
        return true;
      }
      catchUp.run(); // the backlog of an attempt must not add to the next
    }
    return false;
  }

  private boolean isBorne(double rate) {
    LiveLoad load = source.load(rate, LENGTH);
    load.run();
    double missing = source.results() - results.getAsLong();
    return load.worstLag().compareTo(LATE) < 0 && missing < rate / 2 * LATE.toSeconds();
  }
}
