package io.twinroute.bench.run;

/**
 * A stage that has done its work.
 *
 * @param used since measuring began
 * @param part of its work that was left by then, of 1
 */
record Drained(Usage used, double part) {

  private static final double LEAST = 0.2;

  /** What all of its work would have used at this rate. */
  Usage whole() {
    return used.times(1 / part);
  }

  /**
   * @throws IllegalStateException if hardly anything was left
   */
  Drained {
    if (part < LEAST) {
      throw new IllegalStateException(
          "%.0f %% of the work was done at the first look; measure with more --records"
              .formatted(100 * (1 - part)));
    }
  }
}
