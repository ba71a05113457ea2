package io.twinroute.cli.sample;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RoutePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Routes and records for the tests of samples. */
final class Samples {

  static final long NOW = 1_764_300_000_000L;

  private Samples() {}

  /** A join of {@code orders} and {@code payments} on the record keys, but for more settings. */
  static RoutePlan route(Path folder, String left, String right, String join) {
    String yaml =
        """
        twinroute:
          clusters:
            east: { bootstrap-servers: "localhost:1" }
            west: { bootstrap-servers: "localhost:2" }
            central: { bootstrap-servers: "localhost:3" }
          routes:
            joined:
              left:  { cluster: east, topic: orders, as: order, lateness: 30s %s }
              right: { cluster: west, topic: payments, as: payment, lateness: 30s %s }
              join:  { %s }
              output: { cluster: central, topic: "out-{engine}", partitions: 1 }
        """
            .formatted(left, right, join);
    try {
      return RouteFiles.read(Files.writeString(folder.resolve("routes.yml"), yaml)).routes().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidRouteFileException e) {
      throw new AssertionError(e);
    }
  }

  static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        "topic",
        partition,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
