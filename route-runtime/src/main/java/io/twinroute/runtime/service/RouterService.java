package io.twinroute.runtime.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.prepare.RoutePreparation;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.OpenTransactionWatch;
import io.twinroute.runtime.watch.TopicIdentityWatch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all routes of a file in this process: serves {@code /health}, checks everything, then
 * supervises the routes until they have ended or the process is asked to.
 */
final class RouterService {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(RouterService.class);

  private final Clusters clusters;
  private final EngineAdapter adapter;
  private final PrintStream out;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** The thread that prepares the routes; null while none does. Guarded by this. */
  private @Nullable Thread preparing;

  RouterService(Clusters clusters, EngineAdapter adapter, PrintStream out) {
    this.clusters = clusters;
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
  void run(Path routeFile, RunOptions options)
      throws InvalidRouteFileException, InterruptedException {
    Thread onSignal = new Thread(this::stopAndWait, "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      try (ApplicationContext context = RouteFiles.context(routeFile);
          adapter;
          ProgressPrinter progress = new ProgressPrinter(clusters, out)) {
        RouteFile file = RouteFiles.plan(context.getEnvironment());
        file.warnings().forEach(warning -> LOG.warn("{}", warning));
        EmbeddedServer server = context.start().getBean(EmbeddedServer.class).start();
        out.printf("%s router: %s/health%n", adapter.engine().id(), server.getURL());
        RouteBoard board = context.getBean(RouteBoard.class);
        List<SupervisedRoute> routes = prepare(file, options, board);
        board.show(routes);
        supervise(routes, progress, board);
      }
    } finally {
      ended.countDown();
    }
  }

  /** The routes, ready to be started; none if the process was asked to stop before they were. */
  private List<SupervisedRoute> prepare(RouteFile file, RunOptions options, RouteBoard board)
      throws InterruptedException {
    while (stopRequested.getCount() > 0) {
      try {
        return prepareUnlessStopped(file, options.untilEnd());
      } catch (RouteFailedException e) {
        if (!options.keepTrying() || e.isPermanent()) {
          throw e;
        }
        show(board, e);
        stopRequested.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    return List.of();
  }

  /** A stop breaks this off: nothing runs yet, and a cluster or a worker may be silent for long. */
  private List<SupervisedRoute> prepareUnlessStopped(RouteFile file, boolean untilEnd)
      throws InterruptedException {
    try {
      return beginPreparation() ? prepare(file, untilEnd) : List.of();
    } catch (RuntimeException | InterruptedException e) {
      if (stopRequested.getCount() == 0) {
        return List.of();
      }
      throw e;
    } finally {
      endPreparation();
    }
  }

  /** Whether nobody has asked for a stop so far; whoever does from now on interrupts. */
  private synchronized boolean beginPreparation() {
    preparing = Thread.currentThread();
    return stopRequested.getCount() > 0;
  }

  private synchronized void endPreparation() {
    preparing = null;
    if (stopRequested.getCount() == 0) {
      Thread.interrupted(); // what follows is to end in order
    }
  }

  private synchronized void interruptPreparation() {
    if (preparing != null) {
      preparing.interrupt();
    }
  }

  private List<SupervisedRoute> prepare(RouteFile file, boolean untilEnd)
      throws InterruptedException {
    try (RoutePreparation preparation = new RoutePreparation(clusters, adapter.engine())) {
      List<PinnedRoute> pinned = preparation.prepare(file.routes(), untilEnd, adapter.check(file));
      List<RouteRunner> runners = adapter.start(pinned, file);
      return IntStream.range(0, pinned.size())
          .mapToObj(i -> new SupervisedRoute(pinned.get(i), runners.get(i), file.restart()))
          .toList();
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

  private void supervise(List<SupervisedRoute> routes, ProgressPrinter progress, RouteBoard board)
      throws InterruptedException {
    List<StallAlarm> alarms = routes.stream().map(StallAlarm::new).toList();
    List<RejectionAlarm> rejections = routes.stream().map(RejectionAlarm::new).toList();
    routes.forEach(SupervisedRoute::start);
    try (TopicIdentityWatch identities = watchTopics(routes);
        OpenTransactionWatch transactions = watchTransactions(routes)) {
      board.show(transactions);
      while (!routes.stream().allMatch(r -> r.status().state().isFinal())
          && !stopRequested.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.tick(routes);
        alarms.forEach(StallAlarm::tick);
        rejections.forEach(RejectionAlarm::tick);
      }
    }
    routes.forEach(SupervisedRoute::requestStop);
    awaitEnds(routes);
    rejections.forEach(RejectionAlarm::tick); // a short run is over before its first tick
    progress.summary(routes);
    mustNotHaveFailed(routes);
  }

  private TopicIdentityWatch watchTopics(List<SupervisedRoute> routes) {
    Map<PinnedRoute, SupervisedRoute> supervised =
        routes.stream().collect(Collectors.toMap(SupervisedRoute::route, route -> route));
    return TopicIdentityWatch.start(
        clusters,
        List.copyOf(supervised.keySet()),
        adapter.engine(),
        (route, reason) -> Objects.requireNonNull(supervised.get(route)).fail(reason));
  }

  private OpenTransactionWatch watchTransactions(List<SupervisedRoute> routes) {
    return OpenTransactionWatch.start(
        clusters, routes.stream().map(SupervisedRoute::route).toList());
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
    stopRequested.countDown();
    interruptPreparation();
    try {
      ended.await(GRACE.toSeconds() + 10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
