package io.twinroute.demo;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Writes new orders and their payments every second, with the time of day as timestamp. */
final class Trickle implements AutoCloseable {

  private final SourceTopic orders;
  private final SourceTopic payments;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "demo-trickle");
            thread.setDaemon(true);
            return thread;
          });
  private final int perSecond;
  private final ScheduledFuture<?> writing;
  private int next;

  /**
   * @param perSecond orders; may be 0
   */
  Trickle(SourceTopic orders, SourceTopic payments, int perSecond) {
    this.orders = orders;
    this.payments = payments;
    this.perSecond = perSecond;
    this.writing = clock.scheduleAtFixedRate(this::write, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Checks that it still writes.
   *
   * @throws IllegalStateException if it had to give up
   */
  void mustRun() {
    if (writing.isDone()) {
      throw new IllegalStateException("no more records can be written to the source topics");
    }
  }

  private void write() {
    long now = System.currentTimeMillis();
    for (int i = 0; i < perSecond; i++) {
      String id = String.format(Locale.ROOT, "live-%07d", next++);
      orders.write(Stream.of(record(id, "{\"orderId\":\"%s\",\"total\":9.90}", now)));
      payments.write(Stream.of(record(id, "{\"orderId\":\"%s\",\"amount\":9.90}", now + i)));
    }
  }

  private static DemoRecord record(String id, String json, long timestamp) {
    return new DemoRecord(id, json.formatted(id), timestamp, List.of());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
