package io.twinroute.runtime.supervise;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A runner that runs until it is stopped, and says what a test tells it to. */
public final class WatchedRunner implements RouteRunner {

  private final CountDownLatch stop = new CountDownLatch(1);
  public volatile RouteCounts counts = RouteCounts.NONE;
  public volatile boolean broken;
  public volatile EngineFacts facts = EngineFacts.NONE;
  public volatile Optional<ReadCopies> copies = Optional.empty();
  private volatile StatusListener listener = (state, reason) -> {};

  @Override
  public RouteState run(StatusListener status) throws InterruptedException {
    listener = status;
    status.status(RouteState.RUNNING, "running");
    stop.await();
    return RouteState.STOPPED;
  }

  /** The route is in this state from now on. */
  public void is(RouteState state, String reason) {
    listener.status(state, reason);
  }

  /** Of both inputs one partition. */
  public void at(InputPositions left, InputPositions right) {
    counts =
        new RouteCounts(
            0,
            List.of(
                new InputCounts(0, Rejections.NONE, left),
                new InputCounts(0, Rejections.NONE, right)));
  }

  @Override
  public void requestStop() {
    stop.countDown();
  }

  @Override
  public RouteCounts counts() {
    if (broken) {
      throw new IllegalStateException("the runner is broken");
    }
    return counts;
  }

  @Override
  public EngineFacts facts() {
    return facts;
  }

  @Override
  public Optional<ReadCopies> copies() {
    return copies;
  }
}
