package io.twinroute.mirror.connect;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker that stops, and ends, when a test says so. */
final class FakeWorker implements MirrorWorker {

  private final ConnectClient client;
  private final AtomicInteger starts = new AtomicInteger();
  private final CountDownLatch mayEnd;
  private volatile boolean running;

  FakeWorker(ConnectClient client) {
    this(client, new CountDownLatch(0));
  }

  /**
   * @param mayEnd before that it does not end
   */
  FakeWorker(ConnectClient client, CountDownLatch mayEnd) {
    this.client = client;
    this.mayEnd = mayEnd;
  }

  @Override
  public ConnectClient client() {
    if (!running) {
      running = true;
      starts.incrementAndGet();
    }
    return client;
  }

  void stop() {
    running = false;
  }

  int starts() {
    return starts.get();
  }

  @Override
  public boolean hasStopped() {
    return starts() > 0 && !running;
  }

  @Override
  public void close() {
    try {
      mayEnd.await();
      running = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
