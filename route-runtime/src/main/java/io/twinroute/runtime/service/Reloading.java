package io.twinroute.runtime.service;

import io.twinroute.config.change.FileChange;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.progress.ProgressPrinter;
import io.twinroute.runtime.service.reload.ChangedFile;
import io.twinroute.runtime.service.reload.ReloadOutcome;
import io.twinroute.runtime.service.reload.ReloadRefusedException;
import io.twinroute.runtime.supervise.RouteState;
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
  static final Duration GRACE = Duration.ofSeconds(90);
  private static final Duration TICK = Duration.ofMillis(100);

  private final ChangedFile file;
  private final RouteStart start;
  private final EngineAdapter adapter;
  private final RunningRoutes routes;
  private final ProgressPrinter progress;
  private final StopRequest stop;
  private final Duration grace;

  Reloading(
      ChangedFile file,
      RouteStart start,
      EngineAdapter adapter,
      RunningRoutes routes,
      ProgressPrinter progress,
      StopRequest stop,
      Duration grace) {
    this.file = file;
    this.start = start;
    this.adapter = adapter;
    this.routes = routes;
    this.progress = progress;
    this.stop = stop;
    this.grace = grace;
  }

  /**
   * Reads the file and takes it over; returns when stopped routes have ended and new ones start.
   */
  ReloadOutcome reload() throws InterruptedException {
    try {
      ChangedFile.Version wanted = file.read();
      Set<String> held =
          routes.named(file.ending()).stream()
              .filter(route -> !route.hasEnded())
              .map(RunningRoutes::name)
              .collect(Collectors.toSet());
      ReloadOutcome outcome = replace(wanted, prepare(wanted, held), held);
      wanted.file().warnings().forEach(warning -> LOG.warn("{}", warning));
      return outcome;
    } catch (ReloadRefusedException e) {
      return e.outcome();
    }
  }

  /**
   * @param held the names of routes that an earlier reload has asked to end, and that still run:
   *     they have had their time
   */
  private List<SupervisedRoute> prepare(ChangedFile.Version wanted, Set<String> held)
      throws ReloadRefusedException, InterruptedException {
    List<RoutePlan> toStart =
        Stream.concat(wanted.change().added().stream(), wanted.change().changed().stream())
            .filter(route -> !held.contains(route.name()))
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

  private ReloadOutcome replace(
      ChangedFile.Version wanted, List<SupervisedRoute> ready, Set<String> held)
      throws ReloadRefusedException, InterruptedException {
    FileChange change = wanted.change();
    List<SupervisedRoute> old =
        routes.named(
            Stream.concat(change.removed().stream(), change.changed().stream())
                .map(RoutePlan::name)
                .toList());
    Set<SupervisedRoute> failedBefore =
        old.stream()
            .filter(each -> !file.ending().contains(RunningRoutes.name(each)))
            .filter(Reloading::hasFailed)
            .collect(Collectors.toSet());
    old.forEach(SupervisedRoute::requestStop);
    List<SupervisedRoute> ended =
        awaitEnds(old.stream().filter(each -> !held.contains(RunningRoutes.name(each))).toList());
    progress.summary(ended);
    List<SupervisedRoute> stuck = old.stream().filter(each -> !ended.contains(each)).toList();
    List<RoutePlan> asTheyRan = stuck.stream().map(each -> each.route().plan()).toList();
    Set<String> ending = asTheyRan.stream().map(RoutePlan::name).collect(Collectors.toSet());
    // Before anything starts: what has started is never started again.
    file.take(wanted.file(), asTheyRan);
    routes.change(
        ended,
        ready.stream().filter(each -> !ending.contains(RunningRoutes.name(each))).toList(),
        file.current(),
        ending);
    adapter.release(file.current());
    return outcome(
        change,
        asTheyRan,
        ended.stream().filter(each -> hasFailed(each) && !failedBefore.contains(each)).toList());
  }

  private static boolean hasFailed(SupervisedRoute route) {
    return route.status().state() == RouteState.FAILED;
  }

  /**
   * @param failed routes that have failed while they ended: something of them may run on
   */
  private ReloadOutcome outcome(
      FileChange change, List<RoutePlan> stuck, List<SupervisedRoute> failed) {
    List<String> problems = new ArrayList<>();
    if (!stuck.isEmpty()) {
      problems.add(
          "%s did not end within %d s; a later reload makes that change"
              .formatted(names(stuck), grace.toSeconds()));
    }
    failed.forEach(
        each ->
            problems.add(
                "route %s failed when it was to stop, and something of it may still run: %s"
                    .formatted(RunningRoutes.name(each), each.status().reason())));
    if (problems.isEmpty()) {
      return ReloadOutcome.done(summary(change));
    }
    String text = String.join("; ", problems) + "; all else is done";
    return stuck.isEmpty()
        ? ReloadOutcome.incomplete(text)
        : ReloadOutcome.unfinished(text + "; reload again later, or restart the router");
  }

  /** Those of the routes that have ended in time. */
  private List<SupervisedRoute> awaitEnds(List<SupervisedRoute> old)
      throws ReloadRefusedException, InterruptedException {
    long deadline = System.nanoTime() + grace.toNanos();
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
