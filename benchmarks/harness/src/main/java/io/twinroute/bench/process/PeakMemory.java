package io.twinroute.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the machine's memory a process had at most. */
public final class PeakMemory {

  private static final String FIELD = "VmHWM:";
  private static final long KIB = 1024;

  private PeakMemory() {}

  /** Its peak resident set in bytes, as Linux reports it; 0 elsewhere, or if it has ended. */
  public static long of(ProcessHandle process) {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
