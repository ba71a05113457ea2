package io.twinroute.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.config.plan.Cluster;
import io.twinroute.parity.TopicRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics while they are written, and remembers what it has seen: a record that is taken back
 * later has been seen here.
 */
final class LiveReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Sightings> sightings = new ConcurrentHashMap<>();
  private final Set<String> probes = ConcurrentHashMap.newKeySet();
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::read, "live-reader");
  private volatile boolean stopped;
  private volatile RuntimeException failure;

  LiveReader(Cluster cluster, Collection<String> topics) {
    this(cluster, topics, IsolationLevel.READ_COMMITTED);
  }

  LiveReader(Cluster cluster, Collection<String> topics, IsolationLevel isolation) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "isolation.level",
                isolation.toString().toLowerCase(Locale.ROOT),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    Set<TopicPartition> partitions = new HashSet<>();
    for (String topic : topics) {
      sightings.put(topic, new Sightings());
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread.start();
  }

  private void read() {
    try {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          see(record);
        }
        for (TopicPartition partition : consumer.assignment()) {
          positions.put(partition, consumer.position(partition));
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void see(ConsumerRecord<byte[], byte[]> record) {
    sightings.get(record.topic()).see(TopicRecord.of(record));
    if (record.key() != null && record.key().length > Traffic.PROBE.length()) {
      String key = new String(record.key(), UTF_8);
      if (key.startsWith(Traffic.PROBE)) {
        probes.add(record.topic() + "/" + key.substring(Traffic.PROBE.length()));
      }
    }
  }

  /** Whether the result of this probe has been seen in a topic. */
  boolean hasSeen(String topic, String probe) {
    mustBeReading();
    return probes.contains(topic + "/" + probe);
  }

  /** Whether everything before these offsets has been read. */
  boolean hasReached(String topic, Map<Integer, Long> ends) {
    mustBeReading();
    return ends.entrySet().stream()
        .allMatch(
            end ->
                positions.getOrDefault(new TopicPartition(topic, end.getKey()), -1L)
                    >= end.getValue());
  }

  private void mustBeReading() {
    if (failure != null) {
      throw new AssertionError("the live reader has failed", failure);
    }
  }

  /** What was seen of a topic; only once the reader is closed. */
  Sightings of(String topic) {
    return sightings.get(topic);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
  }
}
