package io.twinroute.it.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.twinroute.config.plan.Cluster;
import io.twinroute.it.support.SourceTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All topics of a cluster, also its own, and every byte of their records, also aborted ones. */
record Topics(Cluster cluster) {

  static Topics of(Cluster cluster) {
    return new Topics(cluster);
  }

  List<String> names() {
    try (Admin admin = SourceTopic.admin(cluster)) {
      return List.copyOf(
          new TreeSet<>(
              admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get()));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The records' values, by partition and offset. */
  List<String> values(String topic) {
    return records(topic).stream().map(record -> text(record.value())).toList();
  }

  /** Keys, values and headers, one after the other. */
  String text(String topic) {
    return records(topic).stream().map(Topics::text).collect(Collectors.joining("\n"));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder text =
        new StringBuilder(text(record.key())).append(' ').append(text(record.value()));
    record.headers().forEach(header -> text.append(' ').append(text(header.value())));
    return text.toString();
  }

  /** A character for each byte, so that nothing is lost. */
  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(),
            "isolation.level", "read_uncommitted",
            "exclude.internal.topics", "false");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
