package io.twinroute.runtime.service;

import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Tells people how the routes get on: on a terminal one line that is rewritten, elsewhere a plain
 * line now and then; and a summary of each route at its end.
 */
final class ProgressPrinter implements AutoCloseable {

  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);

  private final PrintStream out;
  // The launcher knows: a console object says nothing about where the output goes.
  private final boolean terminal = Boolean.getBoolean("twinroute.terminal");
  private final Lag lag;
  private final long started = System.nanoTime();
  private long lastPrinted = started;

  ProgressPrinter(Clusters clusters, PrintStream out) {
    this.out = out;
    this.lag = new Lag(clusters);
  }

  /** To be called often; prints when it is time to. */
  void tick(List<SupervisedRoute> routes) {
    long now = System.nanoTime();
    if (now - lastPrinted < (terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL).toNanos()) {
      return;
    }
    lastPrinted = now;
    if (routes.isEmpty()) {
      return;
    }
    String line = String.join("   ", routes.stream().map(this::progress).toList());
    out.print(terminal ? "\r\033[2K" + line : line + System.lineSeparator());
    out.flush();
  }

  /** The last word on each route. */
  void summary(List<SupervisedRoute> routes) {
    double seconds = (System.nanoTime() - started) / 1e9;
    for (SupervisedRoute route : routes) {
      RouteCounts counts = route.counts();
      out.print(terminal ? "\r\033[2K" : "");
      out.printf(
          Locale.ROOT,
          "%s: %s, %,d records in %.1f s (%,.0f records/s), %,d results, %,d late, %,d dead"
              + " letters%s%n",
          route.route().plan().name(),
          route.status().state().name().toLowerCase(Locale.ROOT),
          counts.read(),
          seconds,
          counts.read() / seconds,
          counts.results(),
          counts.late(),
          counts.deadLetters(),
          reasons(counts.rejected()));
    }
    out.flush();
  }

  private static String reasons(Rejections rejected) {
    return rejected.total() == 0 ? "" : " (" + rejected.text() + ")";
  }

  private String progress(SupervisedRoute route) {
    RouteCounts counts = route.counts();
    OptionalLong behind = lag.of(route.route(), counts);
    return String.format(
        Locale.ROOT,
        "%s: %s, read %,d, results %,d, lag %s",
        route.route().plan().name(),
        route.status().state().name().toLowerCase(Locale.ROOT),
        counts.read(),
        counts.results(),
        behind.isPresent() ? String.format(Locale.ROOT, "%,d", behind.getAsLong()) : "unknown");
  }

  @Override
  public void close() {
    lag.close();
  }
}
