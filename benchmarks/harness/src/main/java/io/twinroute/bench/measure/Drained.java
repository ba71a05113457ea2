package io.twinroute.bench.measure;

import java.time.Duration;

/**
 * Stages that have done their work.
 *
 * @param used since measuring began
 * @param part of the engine's work that was left by then, of 1
 * @param mirror what the mirror has used for all of its work
 */
public record Drained(Usage used, double part, Usage mirror) {

  private static final double LEAST = 0.2;

  /**
   * @throws IllegalStateException if hardly anything was left
   */
  public Drained {
    if (part < LEAST) {
      throw new IllegalStateException(
          "%.0f %% of the work was done at the first look; measure with more --records"
              .formatted(100 * (1 - part)));
    }
  }

  /**
   * What all of their work would have used at this rate. A mirror that is at work at once with the
   * engine need not be as far as it: time, and what the brokers used, go by both one's processor
   * time.
   */
  public Usage whole() {
    Duration engine = Usage.times(used.engine(), 1 / part);
    double measured = seconds(used.engine().plus(used.mirror()));
    double all = seconds(engine.plus(mirror.mirror()));
    double factor = measured == 0 ? 1 / part : all / measured;
    return new Usage(
        Math.round(used.nanos() * factor),
        engine,
        mirror.mirror(),
        Usage.times(used.brokers(), factor),
        Math.round(used.engineBytes() / part),
        mirror.mirrorBytes());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
