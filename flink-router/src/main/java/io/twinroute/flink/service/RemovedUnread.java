package io.twinroute.flink.service;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Says in words that a source no longer holds what a job was to read next. */
final class RemovedUnread {

  private RemovedUnread() {}

  /** The reason if that is why a job failed, which may have happened on another machine. */
  static Optional<String> reason(PinnedRoute route, Throwable failure) {
    return ExceptionUtils.findSerializedThrowable(
            failure, OffsetOutOfRangeException.class, RemovedUnread.class.getClassLoader())
        .map(cause -> reason(route, cause.offsetOutOfRangePartitions()));
  }

  private static String reason(PinnedRoute route, Map<TopicPartition, Long> next) {
    return "Records were removed on their cluster before they were read: "
        + next.entrySet().stream()
            .map(
                e ->
                    "%s was to be read from offset %d"
                        .formatted(coordinates(route, e.getKey()), e.getValue()))
            .sorted()
            .collect(Collectors.joining(", "))
        + ", which it does not hold any more. The results for them are lost. Give the route a new"
        + " name to start from what is left, and the topic a longer retention.";
  }

  /** With the cluster's alias, where only one of the clusters has a source of that name. */
  private static String coordinates(PinnedRoute route, TopicPartition partition) {
    List<PinnedInput> inputs =
        route.inputs().stream()
            .filter(input -> input.input().topic().equals(partition.topic()))
            .toList();
    String alias = inputs.size() == 1 ? inputs.get(0).input().cluster().alias() + "/" : "";
    return alias + partition.topic() + "/" + partition.partition();
  }
}
