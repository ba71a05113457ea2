package io.twinroute.it.faults;

import io.twinroute.it.support.SourceTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A route of the installation, and what comes to its own sources: one on the left, two of two
 * clusters on the right.
 *
 * @param route its name, which its topics have too
 */
record Flow(String route, SourceTopic orders, List<SourceTopic> payments, Traffic traffic)
    implements AutoCloseable {

  /** What makes a source's topics and records into a route's traffic. */
  @FunctionalInterface
  interface Kind {
    Traffic of(SourceTopic orders, List<SourceTopic> payments, long seed, Instant start);
  }

  static Flow create(Installation installation, String route, long seed, Kind kind) {
    SourceTopic orders = create(installation, "east", route + ".orders");
    List<SourceTopic> payments =
        List.of(
            create(installation, "west", route + ".payments"),
            create(installation, "east", route + ".payments"));
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
    payments.forEach(SourceTopic::close);
  }
}
