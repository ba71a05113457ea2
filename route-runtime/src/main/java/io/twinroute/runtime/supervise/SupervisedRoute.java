package io.twinroute.runtime.supervise;

import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one route running on a thread of its own: starts it again after a failure, with exponential
 * backoff and a limit, and always knows its state and the reason.
 */
public final class SupervisedRoute {

  private static final Logger LOG = LoggerFactory.getLogger(SupervisedRoute.class);

  private final PinnedRoute route;
  private final RouteRunner runner;
  private final Backoff backoff;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final Thread thread;
  private volatile long runningSince;
  private volatile @Nullable String doom;
  private volatile RouteStatus status = new RouteStatus(RouteState.STARTING, "not started yet");
  private volatile List<RouteWarning> warnings = List.of();
  private final AtomicLong restarts = new AtomicLong();

  public SupervisedRoute(PinnedRoute route, RouteRunner runner, RestartSettings restart) {
    this.route = route;
    this.runner = runner;
    this.backoff = new Backoff(restart);
    this.thread = new Thread(this::supervise, "route-" + route.plan().name());
  }

  /** Starts the route; returns at once. To be called once. */
  public void start() {
    thread.start();
  }

  /** Asks the route to end gracefully; returns at once. */
  public void requestStop() {
    stopRequested.countDown();
    runner.requestStop();
  }

  /** Ends the route for good, for a reason that its engine does not see; returns at once. */
  public void fail(String reason) {
    doom = reason;
    stopRequested.countDown();
    runner.abandon();
  }

  /**
   * Waits for the route's end.
   *
   * @return whether it has ended
   */
  public boolean await(Duration timeout) throws InterruptedException {
    thread.join(timeout.toMillis());
    return !thread.isAlive();
  }

  /** Whether it was started and has ended: nothing of it runs in this process. */
  public boolean hasEnded() {
    return !thread.isAlive() && status.state().isFinal();
  }

  public PinnedRoute route() {
    return route;
  }

  /** The route's name. */
  public String name() {
    return route.plan().name();
  }

  public RouteStatus status() {
    return status;
  }

  public RouteCounts counts() {
    return runner.counts();
  }

  /** See {@link RouteRunner#facts}. */
  public EngineFacts facts() {
    return runner.facts();
  }

  /** See {@link RouteRunner#copies}. */
  public Optional<ReadCopies> copies() {
    return runner.copies();
  }

  /** How often it was started again after a failure. */
  public long restarts() {
    return restarts.get();
  }

  /** What someone should look at, although the route runs. */
  public List<RouteWarning> warnings() {
    return warnings;
  }

  /** What {@link #warnings} returns from now on. */
  public void warnOf(List<RouteWarning> all) {
    warnings = List.copyOf(all);
  }

  private void supervise() {
    try {
      while (!status.state().isFinal()) {
        runOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      become(RouteState.STOPPED, "interrupted");
    }
  }

  private void runOnce() throws InterruptedException {
    become(RouteState.STARTING, "starting");
    try {
      RouteState end = runner.run(this::become);
      become(end, end == RouteState.FINISHED ? "reached the sources' ends" : "stopped as asked");
    } catch (RuntimeException e) {
      LOG.debug("route {} failed", route.plan().name(), e);
      boolean hopeless = e instanceof RouteFailedException failure && failure.isPermanent();
      failed(reason(e), hopeless);
    } catch (Error e) {
      // A library that does not fit, or no memory: trying again cannot fix it, and a thread that
      // just died would leave the route looking well.
      LOG.error("route={} failed", route.plan().name(), e);
      become(RouteState.FAILED, reason(e));
    }
  }

  private void failed(String reason, boolean hopeless) throws InterruptedException {
    Optional<Duration> wait =
        hopeless || stopRequested.getCount() == 0 ? Optional.empty() : backoff.next(ranWell());
    if (wait.isEmpty()) {
      become(RouteState.FAILED, reason);
      return;
    }
    become(
        RouteState.RESTARTING,
        "%s (attempt %d follows in %d ms)"
            .formatted(reason, backoff.attempts() + 1, wait.get().toMillis()));
    if (stopRequested.await(wait.get().toMillis(), TimeUnit.MILLISECONDS)) {
      become(RouteState.STOPPED, "stopped as asked; before that: " + reason);
    } else {
      restarts.incrementAndGet();
    }
  }

  /**
   * How long the attempt that failed had been running well; none for a run with an end, which is to
   * end rather than to be tried for ever.
   */
  private Duration ranWell() {
    return route.untilEnd() || !status.state().isAtWork()
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - runningSince);
  }

  private void become(RouteState wanted, String why) {
    String failure = doom;
    if (wanted.isFinal() && failure != null) {
      show(RouteState.FAILED, failure);
    } else {
      show(wanted, why);
    }
  }

  private void show(RouteState state, String reason) {
    RouteStatus before = status;
    if (state == RouteState.RUNNING && !before.state().isAtWork()) {
      runningSince = System.nanoTime();
    }
    status = new RouteStatus(state, reason);
    if (before.state() != state || !before.reason().equals(reason)) {
      if (state == RouteState.STALLED
          || state == RouteState.RESTARTING
          || state == RouteState.FAILED) {
        LOG.warn("route={} state={} reason={}", route.plan().name(), state, reason);
      } else {
        LOG.info("route={} state={} reason={}", route.plan().name(), state, reason);
      }
    }
  }

  private static String reason(Throwable e) {
    if (e instanceof RouteFailedException) {
      return String.valueOf(e.getMessage());
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
