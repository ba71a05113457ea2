package io.twinroute.parity;

import io.twinroute.config.plan.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks a cluster where a topic's committed records begin and end right now. */
final class TopicEnds {

  private TopicEnds() {}

  /**
   * By partition, all of them.
   *
   * @throws ParityException if the cluster or the topic does not answer
   */
  static Map<TopicPartition, OffsetRange> pin(Cluster cluster, String topic) {
    try (Admin admin = ClientSettings.newAdmin(cluster)) {
      List<TopicPartition> partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
              .flatMap(description -> description.partitions().stream())
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, ListOffsetsResultInfo> starts =
          offsets(admin, partitions, OffsetSpec.earliest());
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          offsets(admin, partitions, OffsetSpec.latest());
      Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
      starts.forEach(
          (partition, start) -> {
            ListOffsetsResultInfo end = ends.get(partition);
            if (end != null) {
              ranges.put(partition, new OffsetRange(start.offset(), end.offset()));
            }
          });
      return ranges;
    } catch (ExecutionException e) {
      throw TopicErrors.explain(cluster, topic, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw TopicErrors.explain(cluster, topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TopicErrors.explain(cluster, topic, e);
    }
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(
            partitions.stream().collect(Collectors.toMap(Function.identity(), p -> spec)),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get();
  }
}
