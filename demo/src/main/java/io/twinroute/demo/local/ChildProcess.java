package io.twinroute.demo.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process that this one started, with a log file that takes its output.
 *
 * @param grace how long it may take to end by itself after a request; zero: it is killed
 */
public record ChildProcess(String name, Process process, Path log, Duration grace) {

  /** Whether it is still running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Its last {@code count} lines of output, or fewer. */
  public List<String> lastLines(int count) {
    List<String> lines = logLines();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /** All lines of its output so far. */
  public List<String> logLines() {
    try {
      // Not Files.readAllLines: a log that is being written may end within a character.
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return text.lines().collect(Collectors.toList());
    } catch (IOException e) {
      return List.of("(no log: " + e + ")");
    }
  }

  void askToEnd() {
    if (!grace.isZero()) {
      process.destroy();
    }
  }

  /** Returns when it has ended: by itself within its grace, or killed. */
  void end() {
    try {
      if (grace.isZero() || !process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
