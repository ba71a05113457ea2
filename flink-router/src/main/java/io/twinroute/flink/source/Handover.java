package io.twinroute.flink.source;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A queue between fetchers and the task, in the order of reading. The fetchers limit its size. */
final class Handover {

  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Throwable failure;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  void put(Batch batch) {
    batches.add(batch);
    wake();
  }

  /** A fetcher has failed, so the task must fail. */
  void fail(Throwable cause) {
    failure = cause;
    wake();
  }

  private void wake() {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      waiting = available;
    }
    waiting.complete(null);
  }

  /**
   * The oldest batch; null if there is none now.
   *
   * @throws IllegalStateException if a fetcher has failed
   */
  @Nullable Batch poll() {
    Throwable cause = failure;
    if (cause != null) {
      throw new IllegalStateException("an input cannot be read", cause);
    }
    return batches.poll();
  }

  /** Done as soon as {@link #poll} is worth a call; one and the same until then. */
  synchronized CompletableFuture<Void> available() {
    if (!batches.isEmpty() || failure != null) {
      return NOW;
    }
    if (available.isDone()) {
      available = new CompletableFuture<>();
    }
    return available;
  }
}
