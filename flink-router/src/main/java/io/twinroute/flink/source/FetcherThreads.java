package io.twinroute.flink.source;

import io.twinroute.runtime.SharedThread;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few threads for all fetchers that share a class loader: those of one job, or, inside the
 * router's process, of all routes. While there are no more fetchers than threads, each waits for
 * its cluster as if it had a thread of its own. With more, none may wait: each polls without
 * waiting, and those that find nothing poll less often. Thread-safe.
 */
final class FetcherThreads {

  static final FetcherThreads OF_PROCESS =
      new FetcherThreads(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));

  private static final Duration WAIT = Duration.ofMillis(100);

  /** The longest pause between a fetcher's polls, for each fetcher: 500 polls a second in total. */
  private static final Duration REST_FOR_EACH = Duration.ofMillis(2);

  private static final Duration LEAST_LONGEST_REST = Duration.ofMillis(20);
  private static final Duration LONGEST_REST = Duration.ofMillis(400);

  private final int threads;
  private final AtomicInteger named = new AtomicInteger();
  private volatile int fetchers;
  private volatile @Nullable ScheduledExecutorService executor;

  FetcherThreads(int threads) {
    this.threads = threads;
  }

  /** A fetcher begins; the first one starts the threads. */
  synchronized void join() {
    if (fetchers++ == 0) {
      executor = Executors.newScheduledThreadPool(threads, this::thread);
    }
  }

  /** A fetcher that has joined ends; after the last one, the threads end too. */
  synchronized void leave() {
    ScheduledExecutorService running = executor;
    if (--fetchers == 0 && running != null) {
      running.shutdown();
      executor = null;
    }
  }

  private Thread thread(Runnable work) {
    return SharedThread.of("twinroute-fetcher-" + named.incrementAndGet(), work);
  }

  /** Runs the work of a fetcher that has joined, soon. */
  void execute(Runnable fetcher) {
    schedule(fetcher, Duration.ZERO);
  }

  /** The same, later. */
  void schedule(Runnable fetcher, Duration rest) {
    ScheduledExecutorService running = executor;
    if (running != null) {
      running.schedule(fetcher, rest.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** For how long a fetcher may wait for its cluster. */
  Duration patience() {
    return fetchers <= threads ? WAIT : Duration.ZERO;
  }

  /** For how long a fetcher that finds nothing may pause. */
  Duration longestRest() {
    Duration fair = REST_FOR_EACH.multipliedBy(fetchers);
    if (fair.compareTo(LEAST_LONGEST_REST) < 0) {
      return LEAST_LONGEST_REST;
    }
    return fair.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : fair;
  }
}
