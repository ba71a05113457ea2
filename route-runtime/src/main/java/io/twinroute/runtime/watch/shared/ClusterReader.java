package io.twinroute.runtime.watch.shared;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.SharedThread;
import io.twinroute.runtime.cluster.Clusters;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a cluster now and then, one question after the other, with one consumer of
 * committed records. A cluster that is silent holds up its own questions only. Thread-safe.
 */
final class ClusterReader {

  private final Clusters clusters;
  private final Cluster cluster;
  private final ExecutorService thread;

  /** Of the thread alone. */
  private @Nullable Consumer<byte[], byte[]> consumer;

  ClusterReader(Clusters clusters, Cluster cluster) {
    this.clusters = clusters;
    this.cluster = cluster;
    this.thread =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread) {
          @Override
          protected void terminated() {
            Thread.interrupted(); // or the consumer would not close
            closeConsumer();
          }
        };
  }

  private Thread thread(Runnable work) {
    return SharedThread.of("records-" + cluster.alias(), work);
  }

  /**
   * Reads when it is its turn. A failure ends up in the future, and the next one gets another
   * consumer.
   */
  <T> CompletableFuture<T> read(Function<Consumer<byte[], byte[]>, T> reading) {
    try {
      return CompletableFuture.supplyAsync(() -> now(reading), thread);
    } catch (RejectedExecutionException e) { // closed
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> T now(Function<Consumer<byte[], byte[]>, T> reading) {
    try {
      if (consumer == null) {
        consumer = clusters.consumer(cluster);
      }
      return reading.apply(consumer);
    } catch (RuntimeException e) {
      closeConsumer();
      throw e;
    }
  }

  private void closeConsumer() {
    Consumer<byte[], byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      open.close();
    }
  }

  /** Breaks off what is being read, leaves the rest unread, and returns at once. */
  void close() {
    thread.shutdownNow();
  }
}
