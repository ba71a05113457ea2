package io.twinroute.runtime.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;
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

  private final Clusters clusters;
  private final Map<String, Admin> admins = new HashMap<>();

  Lag(Clusters clusters) {
    this.clusters = clusters;
  }

  /** The lag; empty if a source cluster does not answer within two seconds. */
  OptionalLong of(PinnedRoute route, RouteCounts counts) {
    long lag = 0;
    for (PinnedInput input : route.inputs()) {
      OptionalLong ofInput = route.untilEnd() ? pinned(input, counts) : live(input, counts);
      if (ofInput.isEmpty()) {
        return ofInput;
      }
      lag += ofInput.getAsLong();
    }
    return OptionalLong.of(lag);
  }

  private static OptionalLong pinned(PinnedInput input, RouteCounts counts) {
    long lag = 0;
    for (int p = 0; p < input.partitions(); p++) {
      lag += behind(input, p, input.ends().get(p) + 1, counts);
    }
    return OptionalLong.of(lag);
  }

  private OptionalLong live(PinnedInput input, RouteCounts counts) {
    Map<TopicPartition, OffsetSpec> ends = new LinkedHashMap<>();
    for (int p = 0; p < input.partitions(); p++) {
      ends.put(new TopicPartition(input.input().topic(), p), OffsetSpec.latest());
    }
    try {
      Cluster cluster = input.input().cluster();
      Map<TopicPartition, ListOffsetsResultInfo> answer =
          admins
              .computeIfAbsent(cluster.alias(), alias -> clusters.admin(cluster))
              .listOffsets(ends)
              .all()
              .get(2, TimeUnit.SECONDS);
      return OptionalLong.of(
          answer.entrySet().stream()
              .mapToLong(e -> behind(input, e.getKey().partition(), e.getValue().offset(), counts))
              .sum());
    } catch (ExecutionException | TimeoutException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private static long behind(PinnedInput input, int partition, long end, RouteCounts counts) {
    long next =
        Math.max(
            input.starts().get(partition), counts.position(input.input().index(), partition) + 1);
    return Math.max(0, end - next);
  }

  @Override
  public void close() {
    admins.values().forEach(admin -> admin.close(Duration.ZERO));
  }
}
