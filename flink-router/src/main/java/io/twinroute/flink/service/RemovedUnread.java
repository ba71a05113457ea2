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

/** Whether a source no longer holds what a job was to read next. */
final class RemovedUnread {

  private RemovedUnread() {}

  /** What is lost if that is why a job failed, which may have happened on another machine. */
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
