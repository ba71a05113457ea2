package io.twinroute.bench.process;

import java.time.Duration;

/** The processor time of a process. */
public final class Cpu {

  private Cpu() {}

  /** Since its start; none if it has ended. */
  public static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
