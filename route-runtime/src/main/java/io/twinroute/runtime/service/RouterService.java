package io.twinroute.runtime.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.twinroute.config.InvalidRouteFileException;
import io.twinroute.config.RouteFile;
import io.twinroute.config.RouteFiles;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.RoutePreparation;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs all routes of a file in this process: checks everything first, then serves {@code /health}
 * and supervises the routes until they have ended or the process is asked to.
 */
public final class RouterService {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final EngineAdapter adapter;
  private final PrintStream out;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  public RouterService(EngineAdapter adapter, PrintStream out) {
    this.adapter = adapter;
    this.out = out;
  }

  /**
   * Runs the routes until all have ended.
   *
   * @throws InvalidRouteFileException if the file has problems
   * @throws RouteFailedException if a cluster or topic is not as it must be, and then nothing was
   *     started; or if a route failed
   */
  public void run(Path routeFile, boolean untilEnd)
      throws InvalidRouteFileException, InterruptedException {
    Thread onSignal = new Thread(this::stopAndWait, "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      RouteFile file = RouteFiles.read(routeFile);
      List<PinnedRoute> routes = prepare(file, untilEnd);
      try (ApplicationContext context = ServerStart.start(RouteFiles.propertySource(routeFile))) {
        out.printf(
            "%s router: %s/health%n",
            adapter.engine().id(), context.getBean(EmbeddedServer.class).getURL());
        supervise(routes, file, context.getBean(RouteBoard.class));
      }
    } finally {
      ended.countDown();
    }
  }

  private List<PinnedRoute> prepare(RouteFile file, boolean untilEnd) {
    try (RoutePreparation preparation = new RoutePreparation(adapter.engine())) {
      return preparation.prepare(file.routes(), untilEnd);
    }
  }

  private void supervise(List<PinnedRoute> pinned, RouteFile file, RouteBoard board)
      throws InterruptedException {
    List<SupervisedRoute> routes =
        pinned.stream()
            .map(r -> new SupervisedRoute(r, adapter.runner(r, file), file.restart()))
            .toList();
    board.show(routes);
    try (adapter;
        ProgressPrinter progress = new ProgressPrinter(out)) {
      List<StallAlarm> alarms = routes.stream().map(StallAlarm::new).toList();
      adapter.start(pinned, file);
      routes.forEach(SupervisedRoute::start);
      while (!routes.stream().allMatch(r -> r.status().state().isFinal())
          && !stopRequested.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.tick(routes);
        alarms.forEach(StallAlarm::tick);
      }
      routes.forEach(SupervisedRoute::requestStop);
      awaitEnds(routes);
      progress.summary(routes);
    }
    mustNotHaveFailed(routes);
  }

  /** All routes together have the grace period to end. */
  private static void awaitEnds(List<SupervisedRoute> routes) throws InterruptedException {
    long deadline = System.nanoTime() + GRACE.toNanos();
    for (SupervisedRoute route : routes) {
      Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
      if (!route.await(left)) {
        throw new RouteFailedException(
            "Route '%s' did not end within %d s; the next run resumes from its last commit."
                .formatted(route.route().plan().name(), GRACE.toSeconds()));
      }
    }
  }

  private static void mustNotHaveFailed(List<SupervisedRoute> routes) {
    List<String> failures =
        routes.stream()
            .filter(r -> r.status().state() == RouteState.FAILED)
            .map(r -> "Route '" + r.route().plan().name() + "' failed: " + r.status().reason())
            .toList();
    if (!failures.isEmpty()) {
      throw new RouteFailedException(String.join(System.lineSeparator(), failures));
    }
  }

  /** The JVM ends when its shutdown hooks do, so this one waits for the routes. */
  private void stopAndWait() {
    stopRequested.countDown();
    try {
      ended.await(GRACE.toSeconds() + 10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
