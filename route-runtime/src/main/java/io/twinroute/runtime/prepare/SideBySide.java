package io.twinroute.runtime.prepare;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Interrupted;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with several routes or topics at once: each waits for answers of its clusters. */
final class SideBySide implements AutoCloseable {

  private static final int AT_ONCE = 8;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          AT_ONCE,
          work -> {
            Thread thread = new Thread(work, "prepare");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What comes out of each, in their order.
   *
   * @throws RuntimeException of the first one that fails
   * @throws RouteFailedException if this thread is interrupted; so are those that are at work then
   */
  <T, R> List<R> map(Collection<T> things, Function<T, R> work) {
    List<Future<R>> results =
        things.stream().map(thing -> workers.submit(() -> work.apply(thing))).toList();
    try {
      return results.stream().map(SideBySide::resultOf).toList();
    } finally {
      results.forEach(result -> result.cancel(true));
    }
  }

  private static <R> R resultOf(Future<R> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("preparing routes"), e);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
