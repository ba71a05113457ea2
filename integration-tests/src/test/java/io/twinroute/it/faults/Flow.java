package io.twinroute.it.faults;

import io.twinroute.it.support.SourceTopic;
import java.time.Duration;
import java.time.Instant;

/**
 * A route of the installation, and what comes to its own two sources.
 *
 * @param route its name, which its topics have too
 */
record Flow(String route, SourceTopic orders, SourceTopic payments, Traffic traffic)
    implements AutoCloseable {

  /** What makes a source's topics and records into a route's traffic. */
  @FunctionalInterface
  interface Kind {
    Traffic of(SourceTopic orders, SourceTopic payments, long seed, Instant start);
  }

  static Flow create(Installation installation, String route, long seed, Kind kind) {
    SourceTopic orders = create(installation, "east", route + ".orders");
    SourceTopic payments = create(installation, "west", route + ".payments");
    Instant start = Instant.now().minus(Duration.ofHours(6));
    return new Flow(route, orders, payments, kind.of(orders, payments, seed, start));
  }

  private static SourceTopic create(Installation installation, String cluster, String topic) {
    return SourceTopic.create(installation.direct(cluster), topic, Traffic.PARTITIONS);
  }

  /** Writes as many records to each side, evenly over this time. */
  void write(int records, Duration over) {
    try {
      traffic.write(records, over);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    orders.close();
    payments.close();
  }
}
