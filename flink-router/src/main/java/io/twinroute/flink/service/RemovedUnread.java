package io.twinroute.flink.service;

import io.twinroute.runtime.failure.Lost.Unread;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Checks whether a source no longer holds the next records of a job. */
final class RemovedUnread {

  private RemovedUnread() {}

  /** The lost records if they made a job fail, possibly on another machine. */
  static Optional<Unread> loss(PinnedRoute route, Throwable failure) {
    return ExceptionUtils.findSerializedThrowable(
            failure, OffsetOutOfRangeException.class, RemovedUnread.class.getClassLoader())
        .map(cause -> loss(route, cause.offsetOutOfRangePartitions()));
  }

  private static Unread loss(PinnedRoute route, Map<TopicPartition, Long> next) {
    return new Unread(
        next.entrySet().stream()
            .map(e -> new Unread.Next(coordinates(route, e.getKey()), e.getValue()))
            .toList());
  }

  /** With the cluster's alias, if only one cluster has a source of that name. */
  private static String coordinates(PinnedRoute route, TopicPartition partition) {
    List<PinnedInput> inputs =
        route.inputs().stream()
            .filter(input -> input.input().topic().equals(partition.topic()))
            .toList();
    String alias = inputs.size() == 1 ? inputs.get(0).input().cluster().alias() + "/" : "";
    return alias + partition.topic() + "/" + partition.partition();
  }
}
