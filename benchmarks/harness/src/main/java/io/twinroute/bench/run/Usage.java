package io.twinroute.bench.run;

import io.twinroute.cli.local.LocalCluster;
import java.time.Duration;

/**
 * What a run has used up to a moment, or between two.
 *
 * @param nanos the moment, on this process's clock
 * @param engine processor time of its process
 * @param mirror processor time of the Connect worker
 * @param brokers processor time of all brokers
 */
record Usage(long nanos, Duration engine, Duration mirror, Duration brokers) {

  static final Usage NONE = new Usage(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  static Usage now(Lab lab, ProcessHandle engine) {
    return new Usage(System.nanoTime(), Cpu.of(engine), lab.mirror().cpu(), brokers(lab));
  }

  private static Duration brokers(Lab lab) {
    return lab.clusters().all().stream()
        .map(LocalCluster::process)
        .map(Cpu::of)
        .reduce(Duration.ZERO, Duration::plus);
  }

  Usage since(Usage earlier) {
    return new Usage(
        nanos - earlier.nanos,
        engine.minus(earlier.engine),
        mirror.minus(earlier.mirror),
        brokers.minus(earlier.brokers));
  }

  Usage plus(Usage other) {
    return new Usage(
        nanos + other.nanos,
        engine.plus(other.engine),
        mirror.plus(other.mirror),
        brokers.plus(other.brokers));
  }
}
