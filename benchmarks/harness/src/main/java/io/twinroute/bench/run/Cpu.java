package io.twinroute.bench.run;

import java.time.Duration;

/** The processor time of a process. */
final class Cpu {

  private Cpu() {}

  /** Since its start; none if it has ended. */
  static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
