package io.twinroute.runtime.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wish that the process ends. It breaks off what prepares routes: nothing of that runs yet, and
 * a cluster or a worker may be silent for long. Thread-safe.
 */
final class StopRequest {

  private final CountDownLatch made = new CountDownLatch(1);

  /** The thread that prepares routes; null while none does. Guarded by this. */
  private @Nullable Thread preparing;

  /** Makes it; returns at once. */
  void make() {
    made.countDown();
    interruptPreparation();
  }

  private synchronized void interruptPreparation() {
    if (preparing != null) {
      preparing.interrupt();
    }
  }

  boolean isMade() {
    return made.getCount() == 0;
  }

  /**
   * Waits for it.
   *
   * @return whether it was made
   */
  boolean await(Duration timeout) throws InterruptedException {
    return made.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * From now on it interrupts this thread.
   *
   * @return false if it was made before
   */
  synchronized boolean beginPreparation() {
    preparing = Thread.currentThread();
    return !isMade();
  }

  /** Ends what {@link #beginPreparation} began. */
  synchronized void endPreparation() {
    preparing = null;
    if (isMade()) {
      Thread.interrupted(); // what follows is to end in order
    }
  }
}
