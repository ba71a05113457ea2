package io.twinroute.flink.service;

import io.twinroute.runtime.cluster.SourceReadException;
import io.twinroute.runtime.failure.Lost.Unread;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Checks whether a source no longer holds the next records of a job. */
final class RemovedUnread {

  private RemovedUnread() {}

  /** The lost records if they made a job fail, possibly on another machine. */
  static Optional<Unread> loss(Throwable failure) {
    return ExceptionUtils.findSerializedThrowable(
            failure, SourceReadException.class, RemovedUnread.class.getClassLoader())
        .flatMap(
            read ->
                read.getCause() instanceof OffsetOutOfRangeException cause
                    ? Optional.of(loss(read.cluster(), cause.offsetOutOfRangePartitions()))
                    : Optional.empty());
  }

  private static Unread loss(String cluster, Map<TopicPartition, Long> next) {
    return new Unread(
        next.entrySet().stream()
            .map(e -> new Unread.Next(name(cluster, e.getKey()), e.getValue()))
            .toList());
  }

  private static String name(String cluster, TopicPartition partition) {
    return cluster + "/" + partition.topic() + "/" + partition.partition();
  }
}
