package io.twinroute.runtime.progress;

import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints the progress of the routes: on a terminal in one line that is rewritten, elsewhere in
 * plain lines now and then; and a summary of each route at its end.
 */
public final class ProgressPrinter implements AutoCloseable {

  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);

  /** How long clusters have to say where their topics end. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PrintStream out;
  // The launcher knows: a console object says nothing about where the output goes.
  private final boolean terminal = Boolean.getBoolean("twinroute.terminal");
  private final Lag lag;
  private final long started = System.nanoTime();

  /** When was last asked for what is printed. */
  private long asked = started;

  /** What is to be printed once it is answered; null while it is not time to. */
  private Lag.@Nullable Ends ends;

  public ProgressPrinter(Clusters clusters, PrintStream out) {
    this.out = out;
    this.lag = new Lag(clusters);
  }

  /** To be called often; prints when it is time to and there are routes, and never waits. */
  public void tick(List<SupervisedRoute> routes) {
    if (routes.isEmpty()) {
      ends = null;
      return;
    }
    long now = System.nanoTime();
    Lag.Ends question = ends;
    if (question != null) {
      if (question.isComplete() || now - asked > PATIENCE.toNanos()) {
        ends = null;
        print(new ProgressText(routes, question));
      }
    } else if (!routes.isEmpty()
        && now - asked >= (terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL).toNanos()) {
      asked = now;
      ends = lag.ask(routes.stream().map(SupervisedRoute::route).toList());
    }
  }

  private void print(ProgressText text) {
    if (terminal) {
      out.print("\r\033[2K" + text.line());
    } else {
      text.lines().forEach(out::println);
    }
    out.flush();
  }

  /** The last word on each route. */
  public void summary(List<SupervisedRoute> routes) {
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

  @Override
  public void close() {
    lag.close();
  }
}
