package io.twinroute.bench.measure;

import java.time.Duration;
import java.util.Locale;

/**
 * The figures of one run of a contestant.
 *
 * @param records source records of both sides that it is measured by
 * @param used what its stages have used, see {@link Drain}
 * @param engineMemory its process's peak resident set in bytes; 0 where it is not known
 * @param mirrorMemory the Connect worker's
 * @param hash of its results, whatever their order; 0 of one that does not join
 */
public record Measured(
    String contestant,
    double records,
    Usage used,
    long engineMemory,
    long mirrorMemory,
    long hash) {

  private static final double MIB = 1 << 20;

  public double perSecond() {
    return records / seconds();
  }

  public double engineMicros() {
    return micros(used.engine());
  }

  public double mirrorMicros() {
    return micros(used.mirror());
  }

  public double brokerMicros() {
    return micros(used.brokers());
  }

  private double micros(Duration time) {
    return time.toNanos() / 1e3 / records;
  }

  public double engineAllocated() {
    return used.engineBytes() / records;
  }

  public double mirrorAllocated() {
    return used.mirrorBytes() / records;
  }

  public double engineMebibytes() {
    return engineMemory / MIB;
  }

  public double mirrorMebibytes() {
    return mirrorMemory / MIB;
  }

  public double seconds() {
    return used.nanos() / 1e9;
  }

  /** For people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-20s %6.1f s %9.0f records/s  us per record: engine %.1f mirror %.1f brokers %.1f"
            + "  bytes per record: engine %.0f mirror %.0f  MiB: engine %.0f mirror %.0f  hash %x",
        contestant,
        seconds(),
        perSecond(),
        engineMicros(),
        mirrorMicros(),
        brokerMicros(),
        engineAllocated(),
        mirrorAllocated(),
        engineMebibytes(),
        mirrorMebibytes(),
        hash);
  }
}
