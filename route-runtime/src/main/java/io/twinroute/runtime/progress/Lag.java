package io.twinroute.runtime.progress;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteCounts;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many offsets of its sources a route has still before it: up to their ends, or up to the
 * pinned ones. Transaction markers count, so a route that is done may show a little. Each cluster
 * is asked at once for all routes, and not waited for. Not thread-safe.
 */
final class Lag implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lag.class);

  private final Clusters clusters;
  private final Map<Cluster, Admin> admins = new HashMap<>();

  Lag(Clusters clusters) {
    this.clusters = clusters;
  }

  /** Asks for the ends of what the routes read. */
  Ends ask(Collection<PinnedRoute> routes) {
    Map<Cluster, Set<TopicPartition>> partitions = new HashMap<>();
    routes.stream()
        .filter(route -> !route.untilEnd())
        .flatMap(route -> route.inputs().stream())
        .forEach(
            input ->
                partitions
                    .computeIfAbsent(input.input().cluster(), cluster -> new HashSet<>())
                    .addAll(input.allPartitions()));
    Map<Cluster, ListOffsetsResult> answers = new HashMap<>();
    partitions.forEach((cluster, asked) -> ask(cluster, asked, answers));
    return new Ends(partitions, answers);
  }

  private void ask(
      Cluster cluster, Set<TopicPartition> partitions, Map<Cluster, ListOffsetsResult> answers) {
    try {
      answers.put(
          cluster,
          admins
              .computeIfAbsent(cluster, clusters::admin)
              .listOffsets(
                  partitions.stream()
                      .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()))));
    } catch (RouteFailedException e) {
      LOG.debug("cluster={} ends are not known", cluster.alias(), e);
    }
  }

  /**
   * What was asked for.
   *
   * @param answers without clusters that cannot be asked
   */
  record Ends(Map<Cluster, Set<TopicPartition>> asked, Map<Cluster, ListOffsetsResult> answers) {

    /** Whether nothing more is to come. */
    boolean isComplete() {
      return answers.entrySet().stream()
          .allMatch(
              answer ->
                  asked.getOrDefault(answer.getKey(), Set.of()).stream()
                      .allMatch(each -> answer.getValue().partitionResult(each).isDone()));
    }

    /** The lag; empty if a source has not answered. */
    OptionalLong of(PinnedRoute route, RouteCounts counts) {
      long lag = 0;
      for (PinnedInput input : route.inputs()) {
        for (int p = 0; p < input.partitions(); p++) {
          OptionalLong end = route.untilEnd() ? pinned(input, p) : end(input, p);
          if (end.isEmpty()) {
            return end;
          }
          lag += behind(input, p, end.getAsLong(), counts);
        }
      }
      return OptionalLong.of(lag);
    }

    private static OptionalLong pinned(PinnedInput input, int partition) {
      return OptionalLong.of(input.ends().get(partition) + 1);
    }

    private OptionalLong end(PinnedInput input, int partition) {
      Cluster cluster = input.input().cluster();
      TopicPartition of = input.partition(partition);
      ListOffsetsResult answer = answers.get(cluster);
      if (answer == null || !asked.getOrDefault(cluster, Set.of()).contains(of)) {
        return OptionalLong.empty();
      }
      KafkaFuture<ListOffsetsResultInfo> end = answer.partitionResult(of);
      return end.isDone() && !end.isCompletedExceptionally()
          ? OptionalLong.of(end.toCompletionStage().toCompletableFuture().join().offset())
          : OptionalLong.empty();
    }

    private static long behind(PinnedInput input, int partition, long end, RouteCounts counts) {
      long next =
          Math.max(
              input.starts().get(partition), counts.position(input.input().index(), partition) + 1);
      return Math.max(0, end - next);
    }
  }

  @Override
  public void close() {
    admins.values().forEach(admin -> admin.close(Duration.ZERO));
  }
}
