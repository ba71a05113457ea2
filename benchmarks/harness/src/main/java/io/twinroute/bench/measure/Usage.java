package io.twinroute.bench.measure;

import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.process.Cpu;
import io.twinroute.demo.local.LocalCluster;
import java.time.Duration;

/**
 * The resources that a run has used up to a moment, or between two.
 *
 * @param nanos the moment, on this process's clock
 * @param engine processor time of its process
 * @param mirror processor time of the Connect worker
 * @param brokers processor time of all brokers
 * @param engineBytes allocated by its process
 * @param mirrorBytes allocated by the Connect worker
 */
public record Usage(
    long nanos,
    Duration engine,
    Duration mirror,
    Duration brokers,
    long engineBytes,
    long mirrorBytes) {

  public static final Usage NONE = new Usage(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0);

  public static Usage now(Lab lab, ProcessHandle engine) {
    return now(lab, Cpu.of(engine), lab.allocations().of(engine));
  }

  /** Where there is no engine, or not yet. */
  public static Usage now(Lab lab) {
    return now(lab, Duration.ZERO, 0);
  }

  private static Usage now(Lab lab, Duration engine, long engineBytes) {
    return new Usage(
        System.nanoTime(),
        engine,
        lab.mirror().process().map(Cpu::of).orElse(Duration.ZERO),
        brokers(lab),
        engineBytes,
        lab.mirror().process().map(lab.allocations()::of).orElse(0L));
  }

  private static Duration brokers(Lab lab) {
    return lab.clusters().all().stream()
        .map(LocalCluster::process)
        .map(Cpu::of)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** This, but for the mirror. */
  public Usage withMirrorOf(Usage other) {
    return new Usage(nanos, engine, other.mirror, brokers, engineBytes, other.mirrorBytes);
  }

  static Duration times(Duration time, double factor) {
    return Duration.ofNanos(Math.round(time.toNanos() * factor));
  }

  /** Between that one and this. */
  Usage since(Usage earlier) {
    return new Usage(
        nanos - earlier.nanos,
        engine.minus(earlier.engine),
        mirror.minus(earlier.mirror),
        brokers.minus(earlier.brokers),
        engineBytes - earlier.engineBytes,
        mirrorBytes - earlier.mirrorBytes);
  }

  public Usage plus(Usage other) {
    return new Usage(
        nanos + other.nanos,
        engine.plus(other.engine),
        mirror.plus(other.mirror),
        brokers.plus(other.brokers),
        engineBytes + other.engineBytes,
        mirrorBytes + other.mirrorBytes);
  }
}
