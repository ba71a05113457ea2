package io.twinroute.runtime.supervise;

import io.twinroute.semantics.record.Rejection;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A runner whose attempts end as the script says; the last line of the script applies for ever. */
public final class ScriptedRunner implements RouteRunner {

  /** How an attempt goes. */
  public interface Attempt {
    RouteState run(StatusListener listener, CountDownLatch stopRequested)
        throws InterruptedException;
  }

  private final Queue<Attempt> script;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile RouteCounts counts =
      new RouteCounts(
          4,
          List.of(
              new InputCounts(
                  10,
                  new Rejections(Map.of(Rejection.LATE, 2L, Rejection.NOT_JSON, 1L)),
                  new InputPositions(List.of(9L), List.of(4_999L))),
              InputCounts.NONE));

  public ScriptedRunner(Attempt... script) {
    this.script = new ArrayDeque<>(List.of(script));
  }

  /** An attempt that runs until it is asked to stop. */
  public static Attempt untilStopped() {
    return (listener, stop) -> {
      listener.status(RouteState.RUNNING, "reading");
      stop.await();
      return RouteState.STOPPED;
    };
  }

  public static Attempt failing(RuntimeException failure) {
    return (listener, stop) -> {
      throw failure;
    };
  }

  public int attempts() {
    return attempts.get();
  }

  @Override
  public RouteState run(StatusListener listener) throws InterruptedException {
    attempts.incrementAndGet();
    Attempt attempt = script.size() > 1 ? script.poll() : script.element();
    return attempt.run(listener, stopRequested);
  }

  @Override
  public void requestStop() {
    stopRequested.countDown();
  }

  /** What {@link #counts} returns from now on. */
  public void count(RouteCounts now) {
    counts = now;
  }

  @Override
  public RouteCounts counts() {
    return counts;
  }
}
