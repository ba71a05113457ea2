package io.twinroute.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows what the demo is doing: one line for each step with the time it took; on a terminal the
 * seconds count up meanwhile.
 */
final class Steps {
  private static final String BACK_TO_LINE_START = "\r\033[2K";

  private final PrintWriter out;
  // Set by the launcher: from Java 22 on, System.console() no longer shows it.
  private final boolean terminal = Boolean.getBoolean("twinroute.terminal");

  Steps(PrintWriter out) {
    this.out = out;
  }

  /** Something to do that may fail. */
  interface Step {
    void run() throws InterruptedException;
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Does {@code step} and returns how long it took. */
  Duration run(String what, Step step) throws InterruptedException {
    long begin = System.nanoTime();
    ScheduledExecutorService ticker = startTicker(what, begin);
    try {
      step.run();
    } finally {
      ticker.shutdownNow();
      ticker.awaitTermination(1, TimeUnit.SECONDS);
      out.print(terminal ? BACK_TO_LINE_START : "");
      out.flush();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    say(String.format(Locale.ROOT, "%-58s %6.1f s", what, took.toMillis() / 1e3));
    return took;
  }

  private ScheduledExecutorService startTicker(String what, long begin) {
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "demo-ticker");
              thread.setDaemon(true);
              return thread;
            });
    if (terminal) {
      Runnable tick =
          () -> {
            long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
            out.print(BACK_TO_LINE_START + what + " ... " + seconds + " s");
            out.flush();
          };
      Future<?> unused = ticker.scheduleAtFixedRate(tick, 0, 1, TimeUnit.SECONDS);
    }
    return ticker;
  }
}
