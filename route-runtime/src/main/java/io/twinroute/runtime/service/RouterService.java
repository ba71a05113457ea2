package io.twinroute.runtime.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.progress.ProgressPrinter;
import io.twinroute.runtime.service.monitor.RouteMonitor;
import io.twinroute.runtime.service.reload.ChangedFile;
import io.twinroute.runtime.service.reload.ReloadRefusedException;
import io.twinroute.runtime.service.reload.ReloadRequests;
import io.twinroute.runtime.service.reload.RunningRouter;
import io.twinroute.runtime.service.reload.WatchedFile;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all routes of a file in this process: serves {@code /health}, checks everything, then
 * supervises the routes until they have ended or the process is asked to. A changed file is taken
 * over meanwhile.
 */
final class RouterService {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(RouterService.class);

  private final Clusters clusters;
  private final EngineAdapter adapter;
  private final PrintStream out;
  private final RouteStart start;
  private final Duration reloadGrace;
  private final LongSupplier watchClock;
  private final StopRequest stop = new StopRequest();
  private final CountDownLatch ended = new CountDownLatch(1);

  RouterService(Clusters clusters, EngineAdapter adapter, PrintStream out) {
    this(clusters, adapter, out, Reloading.GRACE, System::nanoTime);
  }

  /**
   * @param reloadGrace how long a reload waits for the end of the routes that it stops
   * @param watchClock by which a watched file is looked at, in nanoseconds
   */
  RouterService(
      Clusters clusters,
      EngineAdapter adapter,
      PrintStream out,
      Duration reloadGrace,
      LongSupplier watchClock) {
    this.reloadGrace = reloadGrace;
    this.watchClock = watchClock;
    this.clusters = clusters;
    this.adapter = adapter;
    this.out = out;
    this.start = new RouteStart(clusters, adapter);
  }

  /**
   * Runs the routes until all have ended.
   *
   * @throws InvalidRouteFileException if the file has problems
   * @throws RouteFailedException if a cluster or topic is not as it must be, and then nothing was
   *     started; or if a route failed
   */
  void run(Path routeFile, RunOptions options)
      throws InvalidRouteFileException, InterruptedException {
    Thread onSignal = new Thread(this::stopAndWait, "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      WatchedFile watched = options.watch() ? new WatchedFile(routeFile, watchClock) : null;
      try (ApplicationContext context = RouteFiles.context(routeFile);
          adapter;
          ProgressPrinter progress = new ProgressPrinter(clusters, out)) {
        RouteFile file = RouteFiles.plan(context.getEnvironment());
        file.warnings().forEach(warning -> LOG.warn("{}", warning));
        EmbeddedServer server = context.start().getBean(EmbeddedServer.class).start();
        context.getBean(RouteMonitor.class).start(adapter.engine());
        ReloadRequests requests = context.getBean(ReloadRequests.class);
        ChangedFile changes =
            new ChangedFile(routeFile, adapter.engine(), context.getEnvironment(), file);
        try (RunningRouter.Notice notice =
            RunningRouter.leave(
                adapter.engine().id(), routeFile, server.getURL(), requests.token())) {
          // Last: who reads this may ask for a reload at once.
          out.printf("%s router: %s/health%n", adapter.engine().id(), server.getURL());
          run(changes, watched, requests, context.getBean(RouteBoard.class), progress, options);
        }
      }
    } finally {
      ended.countDown();
    }
  }

  private void run(
      ChangedFile file,
      @Nullable WatchedFile watched,
      ReloadRequests requests,
      RouteBoard board,
      ProgressPrinter progress,
      RunOptions options)
      throws InterruptedException {
    try (RunningRoutes routes = new RunningRoutes(clusters, adapter.engine(), board)) {
      List<SupervisedRoute> ready = prepare(file, watched, options, board);
      file.run();
      routes.change(List.of(), ready, file.current(), Set.of());
      Reloading reloading =
          new Reloading(file, start, adapter, routes, progress, stop, reloadGrace);
      try (Reloads reloads = new Reloads(requests, watched, reloading, options.untilEnd())) {
        supervise(routes, progress, reloads, options);
      }
    }
  }

  /** The routes, ready to be started; none if the process was asked to stop before they were. */
  private List<SupervisedRoute> prepare(
      ChangedFile changes, @Nullable WatchedFile watched, RunOptions options, RouteBoard board)
      throws InterruptedException {
    while (!stop.isMade()) {
      try {
        return prepareUnlessStopped(changes.current(), options.untilEnd());
      } catch (RouteFailedException e) {
        if (!options.keepTrying() || e.isPermanent()) {
          throw e;
        }
        show(board, e);
        stop.await(PAUSE);
        if (watched != null && watched.isDue()) {
          readAgain(changes);
        }
      }
    }
    return List.of();
  }

  /** A stop breaks this off. */
  private List<SupervisedRoute> prepareUnlessStopped(RouteFile file, boolean untilEnd)
      throws InterruptedException {
    try {
      return stop.beginPreparation()
          ? start.prepare(file.enabledRoutes(), file, untilEnd, "")
          : List.of();
    } catch (RuntimeException | InterruptedException e) {
      if (stop.isMade()) {
        return List.of();
      }
      throw e;
    } finally {
      stop.endPreparation();
    }
  }

  /** What is in the way may be the file. */
  private void readAgain(ChangedFile changes) {
    try {
      changes.take(changes.read().file());
      adapter.release(changes.current()); // what it has started for the older one
      LOG.info("the changed route file is tried from now on");
    } catch (ReloadRefusedException | RouteFailedException e) {
      LOG.warn("route file: {}", e.getMessage());
    }
  }

  /** In one line, and in the log once for as long as it stays the same. */
  private static void show(RouteBoard board, RouteFailedException failure) {
    String reason = String.valueOf(failure.getMessage()).lines().collect(Collectors.joining(" "));
    if (!reason.equals(board.reason())) {
      LOG.warn("not ready, trying again: {}", reason);
      board.showReason(reason);
    }
  }

  private void supervise(
      RunningRoutes routes, ProgressPrinter progress, Reloads reloads, RunOptions options)
      throws InterruptedException {
    // Without any route, a live router waits for one.
    boolean nothingToDo = routes.all().isEmpty() && options.untilEnd();
    while (!nothingToDo && !routes.haveEnded() && !stop.await(TICK)) {
      progress.tick(routes.all());
      routes.tick();
      reloads.tick();
    }
    routes.close();
    List<SupervisedRoute> last = routes.all();
    last.forEach(SupervisedRoute::requestStop);
    awaitEnds(last);
    routes.lookOnceMore();
    progress.summary(last);
    mustNotHaveFailed(last);
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
  void stopAndWait() {
    stop.make();
    try {
      ended.await(GRACE.toSeconds() + 10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
