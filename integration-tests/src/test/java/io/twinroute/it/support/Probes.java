package io.twinroute.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.config.plan.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Writes pairs of records at an even pace, and measures how long each route takes until its result
 * of them can be read. Not thread-safe.
 */
public final class Probes implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SourceTopic left;
  private final SourceTopic right;
  private final int outputs;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> sent = new HashMap<>();

  /** Keys are nobody else's: records of other probes would join these. */
  private final String stem = "probe-" + UUID.randomUUID() + "-";

  private int next;

  /**
   * @param outputs the output topics of the routes, each of which joins both sources
   */
  public Probes(SourceTopic left, SourceTopic right, Cluster target, Collection<String> outputs) {
    this.left = left;
    this.right = right;
    this.outputs = outputs.size();
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                target.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        outputs.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * The time of which 99 of 100 results need no more.
   *
   * @param time for how long pairs are written
   * @throws AssertionError if a result does not come
   */
  public Duration p99(Duration time) {
    List<Duration> latencies = new ArrayList<>();
    long pairs = time.dividedBy(PACE);
    long begin = System.nanoTime();
    for (int i = 0; i < pairs; i++) {
      read(latencies, begin + i * PACE.toNanos());
      send();
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (latencies.size() < pairs * outputs && System.nanoTime() < end) {
      read(latencies, System.nanoTime() + PACE.toNanos());
    }
    if (latencies.size() != pairs * outputs) {
      throw new AssertionError(
          "%d results of %d pairs on %d routes".formatted(latencies.size(), pairs, outputs));
    }
    latencies.sort(null);
    return latencies.get((int) Math.ceil(0.99 * latencies.size()) - 1);
  }

  private void send() {
    String key = stem + next++;
    sent.put(key, System.nanoTime());
    long now = Instant.now().toEpochMilli();
    for (SourceTopic source : List.of(left, right)) {
      source.send(null, now, key.getBytes(UTF_8), "{\"probe\":true}".getBytes(UTF_8));
    }
  }

  /** Reads until this time. */
  private void read(List<Duration> latencies, long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      for (ConsumerRecord<byte[], byte[]> result : consumer.poll(Duration.ofNanos(left))) {
        Long since = sent.get(new String(result.key(), UTF_8));
        if (since != null) {
          latencies.add(Duration.ofNanos(System.nanoTime() - since));
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
