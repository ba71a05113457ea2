package io.twinroute.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a router takes of its machine, as Linux reports.
 *
 * @param threads how many it has now
 * @param residentMebibytes its memory, without what is swapped out
 * @param processorTime all of it so far
 */
public record ProcessUse(int threads, long residentMebibytes, Duration processorTime) {

  /** The largest process of those that a command is made of: the launcher waits for the router. */
  public static ProcessUse of(Command command) {
    return Stream.concat(Stream.of(command.process()), command.process().descendants())
        .filter(ProcessHandle::isAlive)
        .map(ProcessUse::of)
        .max(Comparator.comparingLong(ProcessUse::residentMebibytes))
        .orElseThrow(() -> new AssertionError("the router has ended"));
  }

  private static ProcessUse of(ProcessHandle process) {
    try {
      int threads = 0;
      long resident = 0;
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("Threads:")) {
          threads = (int) number(line);
        } else if (line.startsWith("VmRSS:")) {
          resident = number(line) / 1024;
        }
      }
      return new ProcessUse(
          threads, resident, process.info().totalCpuDuration().orElse(Duration.ZERO));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }
}
