package io.twinroute.runtime.supervise;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A runner whose attempts end as the script says; the last line of the script goes on for ever. */
public final class ScriptedRunner implements RouteRunner {

  /** How an attempt goes. */
  public interface Attempt {
    RouteState run(StatusListener listener, CountDownLatch stopRequested)
        throws InterruptedException;
  }

  private final Queue<Attempt> script;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final AtomicInteger attempts = new AtomicInteger();

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

  int attempts() {
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

  @Override
  public RouteCounts counts() {
    return new RouteCounts(
        10,
        4,
        2,
        1,
        List.of(
            new InputPositions(List.of(9L), List.of(4_999L)),
            new InputPositions(List.of(-1L), List.of())));
  }
}
