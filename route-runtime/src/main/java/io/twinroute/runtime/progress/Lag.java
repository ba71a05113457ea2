package io.twinroute.runtime.progress;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
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
        .flatMap(PinnedRoute::topics)
        .forEach(
            topic ->
                partitions
                    .computeIfAbsent(topic.source().cluster(), cluster -> new HashSet<>())
                    .addAll(topic.allPartitions()));
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

    /** The lag; empty if a source has not answered, or another process reads a partition. */
    OptionalLong of(PinnedRoute route, RouteCounts counts) {
      long lag = 0;
      for (PinnedInput input : route.inputs()) {
        if (!counts.input(input.input().index()).positions().elsewhere().isEmpty()) {
          return OptionalLong.empty();
        }
        for (PinnedTopic topic : input.topics()) {
          for (int p = 0; p < topic.partitions(); p++) {
            OptionalLong end = route.untilEnd() ? pinned(topic, p) : end(topic, p);
            if (end.isEmpty()) {
              return end;
            }
            long read = counts.position(input.input().index(), topic.first() + p);
            lag += Math.max(0, end.getAsLong() - Math.max(topic.starts().get(p), read + 1));
          }
        }
      }
      return OptionalLong.of(lag);
    }

    private static OptionalLong pinned(PinnedTopic topic, int partition) {
      return OptionalLong.of(topic.ends().get(partition) + 1);
    }

    private OptionalLong end(PinnedTopic topic, int partition) {
      Cluster cluster = topic.source().cluster();
      TopicPartition of = topic.partition(partition);
      ListOffsetsResult answer = answers.get(cluster);
      if (answer == null || !asked.getOrDefault(cluster, Set.of()).contains(of)) {
        return OptionalLong.empty();
      }
      KafkaFuture<ListOffsetsResultInfo> end = answer.partitionResult(of);
      return end.isDone() && !end.isCompletedExceptionally()
          ? OptionalLong.of(end.toCompletionStage().toCompletableFuture().join().offset())
          : OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    admins.values().forEach(admin -> admin.close(Duration.ZERO));
  }
}
