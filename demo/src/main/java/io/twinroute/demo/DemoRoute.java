package io.twinroute.demo;

import io.twinroute.demo.local.LocalClusters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's route file: the first example of the route reference, with the local addresses. */
final class DemoRoute {
  static final String EAST = "east";
  static final String WEST = "west";
  static final String CENTRAL = "central";
  static final String ORDERS = "orders";
  static final String PAYMENTS = "payments";
  static final int PARTITIONS = 4;

  private DemoRoute() {}

  /** Writes it into {@code folder}, which also gets the engines' state. */
  static Path write(LocalClusters clusters, Path folder) {
    String yaml =
        """
        twinroute:
          clusters:
            east:    { bootstrap-servers: "%s" }
            west:    { bootstrap-servers: "%s" }
            central: { bootstrap-servers: "%s" }
          routes:
            paid-orders:
              left:  { cluster: east, topic: orders,   as: order,   lateness: 30s }
              right: { cluster: west, topic: payments, as: payment, lateness: 30s }
              join:  { type: inner, before: 10m, after: 10m }
              output: { cluster: central, topic: "paid-orders-{engine}", partitions: %d, replication: 1 }
              delivery: exactly-once
          flink:    { state-dir: "%s" }
          kstreams: { state-dir: "%s" }
        """
            .formatted(
                clusters.cluster(EAST).bootstrapServers(),
                clusters.cluster(WEST).bootstrapServers(),
                clusters.cluster(CENTRAL).bootstrapServers(),
                PARTITIONS,
                folder.resolve("flink-state"),
                folder.resolve("kstreams-state"));
    try {
      return Files.writeString(folder.resolve("paid-orders.yml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
