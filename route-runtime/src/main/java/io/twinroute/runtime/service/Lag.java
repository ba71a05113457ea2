package io.twinroute.runtime.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteCounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How many offsets of its sources a route has still before it: up to their ends, or up to the
 * pinned ones. Transaction markers count, so a route that is done may show a little.
 */
final class Lag implements AutoCloseable {

  private final Map<String, Admin> admins = new HashMap<>();

  /** The lag; empty if a source cluster does not answer within two seconds. */
  OptionalLong of(PinnedRoute route, RouteCounts counts) {
    long lag = 0;
    for (PinnedInput side : route.sides()) {
      OptionalLong ofSide = route.untilEnd() ? pinned(side, counts) : live(side, counts);
      if (ofSide.isEmpty()) {
        return ofSide;
      }
      lag += ofSide.getAsLong();
    }
    return OptionalLong.of(lag);
  }

  private static OptionalLong pinned(PinnedInput side, RouteCounts counts) {
    long lag = 0;
    for (int p = 0; p < side.partitions(); p++) {
      lag += behind(side, p, side.ends().get(p) + 1, counts);
    }
    return OptionalLong.of(lag);
  }

  private OptionalLong live(PinnedInput side, RouteCounts counts) {
    Map<TopicPartition, OffsetSpec> ends = new LinkedHashMap<>();
    for (int p = 0; p < side.partitions(); p++) {
      ends.put(new TopicPartition(side.source().topic(), p), OffsetSpec.latest());
    }
    try {
      Cluster cluster = side.source().cluster();
      Map<TopicPartition, ListOffsetsResultInfo> answer =
          admins
              .computeIfAbsent(cluster.alias(), alias -> ClusterClients.admin(cluster))
              .listOffsets(ends)
              .all()
              .get(2, TimeUnit.SECONDS);
      return OptionalLong.of(
          answer.entrySet().stream()
              .mapToLong(e -> behind(side, e.getKey().partition(), e.getValue().offset(), counts))
              .sum());
    } catch (ExecutionException | TimeoutException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private static long behind(PinnedInput side, int partition, long end, RouteCounts counts) {
    long next =
        Math.max(
            side.starts().get(partition), counts.position(side.source().side(), partition) + 1);
    return Math.max(0, end - next);
  }

  @Override
  public void close() {
    admins.values().forEach(admin -> admin.close(Duration.ZERO));
  }
}
