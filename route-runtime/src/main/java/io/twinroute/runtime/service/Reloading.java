package io.twinroute.runtime.service;

import io.twinroute.config.change.FileChange;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.progress.ProgressPrinter;
import io.twinroute.runtime.service.reload.ChangedFile;
import io.twinroute.runtime.service.reload.ReloadOutcome;
import io.twinroute.runtime.service.reload.ReloadRefusedException;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a changed route file while the routes run. All that can go wrong is tried before the
 * first route stops, so a change is taken over as a whole or not at all, and no route that it does
 * not name is touched. Not thread-safe.
 */
final class Reloading {

  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
  private static final Duration GRACE = Duration.ofSeconds(90);
  private static final Duration TICK = Duration.ofMillis(100);

  private final ChangedFile file;
  private final RouteStart start;
  private final EngineAdapter adapter;
  private final RunningRoutes routes;
  private final ProgressPrinter progress;
  private final StopRequest stop;

  Reloading(
      ChangedFile file,
      RouteStart start,
      EngineAdapter adapter,
      RunningRoutes routes,
      ProgressPrinter progress,
      StopRequest stop) {
    this.file = file;
    this.start = start;
    this.adapter = adapter;
    this.routes = routes;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Reads the file and takes it over; returns when stopped routes have ended and new ones start.
   */
  ReloadOutcome reload() throws InterruptedException {
    try {
      ChangedFile.Version wanted = file.read();
      ReloadOutcome outcome = replace(wanted, prepare(wanted));
      wanted.file().warnings().forEach(warning -> LOG.warn("{}", warning));
      return outcome;
    } catch (ReloadRefusedException e) {
      return e.outcome();
    }
  }

  private List<SupervisedRoute> prepare(ChangedFile.Version wanted)
      throws ReloadRefusedException, InterruptedException {
    List<RoutePlan> toStart =
        Stream.concat(wanted.change().added().stream(), wanted.change().changed().stream())
            .toList();
    if (toStart.isEmpty()) {
      return List.of();
    }
    try {
      if (stop.beginPreparation()) {
        return start.prepare(toStart, wanted.file(), false, installation());
      }
      throw stopping();
    } catch (RuntimeException | InterruptedException e) {
      if (stop.isMade()) {
        throw stopping();
      }
      adapter.release(file.current()); // what it has started already
      throw refusal(toStart, e);
    } finally {
      stop.endPreparation();
    }
  }

  private String installation() {
    return routes.all().stream().map(each -> each.route().installation()).findFirst().orElse("");
  }

  private static ReloadRefusedException stopping() {
    return new ReloadRefusedException(ReloadOutcome.refused("the router is stopping"));
  }

  private ReloadRefusedException refusal(List<RoutePlan> toStart, Exception e)
      throws InterruptedException {
    if (e instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    boolean expected = e instanceof RouteFailedException;
    if (!expected) {
      LOG.debug("reload failed", e);
    }
    String why =
        "%s: %s"
            .formatted(
                names(toStart),
                String.valueOf(expected ? e.getMessage() : e)
                    .lines()
                    .collect(Collectors.joining("; also ")));
    return new ReloadRefusedException(
        expected && !((RouteFailedException) e).isPermanent()
            ? ReloadOutcome.hindered(why)
            : ReloadOutcome.refused(why));
  }

  private ReloadOutcome replace(ChangedFile.Version wanted, List<SupervisedRoute> ready)
      throws ReloadRefusedException, InterruptedException {
    FileChange change = wanted.change();
    Set<String> ending =
        Stream.concat(change.removed().stream(), change.changed().stream())
            .map(RoutePlan::name)
            .collect(Collectors.toSet());
    List<SupervisedRoute> old = routes.named(ending);
    old.forEach(SupervisedRoute::requestStop);
    List<SupervisedRoute> ended = awaitEnds(old);
    progress.summary(ended);
    List<String> stuck =
        old.stream().filter(each -> !ended.contains(each)).map(RunningRoutes::name).toList();
    routes.change(
        ended,
        ready.stream().filter(each -> !stuck.contains(RunningRoutes.name(each))).toList(),
        wanted.file());
    file.take(wanted.file());
    adapter.release(wanted.file());
    if (!stuck.isEmpty()) {
      return ReloadOutcome.incomplete(
          "routes %s did not end within %d s; all else is done; restart the router"
              .formatted(String.join(", ", stuck), GRACE.toSeconds()));
    }
    return ReloadOutcome.done(summary(change));
  }

  /** Those of the routes that have ended in time. */
  private List<SupervisedRoute> awaitEnds(List<SupervisedRoute> old)
      throws ReloadRefusedException, InterruptedException {
    long deadline = System.nanoTime() + GRACE.toNanos();
    List<SupervisedRoute> left = new ArrayList<>(old);
    while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
      if (stop.isMade()) {
        throw stopping(); // with all routes
      }
      left.removeIf(SupervisedRoute::hasEnded);
      if (!left.isEmpty()) {
        left.get(0).await(TICK);
        routes.tick();
      }
    }
    List<SupervisedRoute> ended = new ArrayList<>(old);
    ended.removeAll(left);
    return ended;
  }

  private String summary(FileChange change) {
    if (change.isNone()) {
      return "no route has changed";
    }
    List<String> parts = new ArrayList<>();
    add(parts, "started", change.added());
    add(parts, "changed", change.changed());
    add(parts, "stopped", change.removed());
    RouteFile now = file.current();
    int others = now.enabledRoutes().size() - change.added().size() - change.changed().size();
    parts.add(others + (others == 1 ? " other route" : " other routes") + " untouched");
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String what, List<RoutePlan> routes) {
    if (!routes.isEmpty()) {
      parts.add(what + " " + names(routes));
    }
  }

  private static String names(List<RoutePlan> routes) {
    return (routes.size() == 1 ? "route " : "routes ")
        + routes.stream().map(RoutePlan::name).collect(Collectors.joining(", "));
  }
}
