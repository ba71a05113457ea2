package io.twinroute.runtime.watch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The daemon thread of something that looks again and again, with a pause in between. */
final class WatchThread implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param looks runs on the thread, until {@link #isClosed} says so
   */
  WatchThread(String name, Runnable looks) {
    thread = new Thread(looks, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Waits for the next look; true if there is to be none. To be called on the thread. */
  boolean isClosed(Duration pause) {
    try {
      return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Waits until its looks have ended, even if the calling thread is interrupted meanwhile. */
  void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the looks, the present one included; returns at once. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
