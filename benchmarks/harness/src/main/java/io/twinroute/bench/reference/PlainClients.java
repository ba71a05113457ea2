package io.twinroute.bench.reference;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients, with large batches. */
final class PlainClients {

  private PlainClients() {}

  /** A thread that fails takes the process with it, and says why. */
  static void endWithAnyThread() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          e.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
  }

  static KafkaProducer<byte[], byte[]> producer(Properties settings) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            settings.getProperty("output.bootstrap"),
            "linger.ms",
            20,
            "batch.size",
            262_144),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /**
   * Reads a topic from its beginning for as long as {@code more} says so.
   *
   * @param side the prefix of its settings
   */
  static void read(
      Properties settings,
      String side,
      Consumer<ConsumerRecord<byte[], byte[]>> action,
      More more) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                settings.getProperty(side + ".bootstrap"),
                "max.poll.records",
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(settings.getProperty(side + ".topic")).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean atEnd = false;
      while (more.than(atEnd)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          action.accept(record);
        }
        atEnd =
            atEnd
                || partitions.stream()
                    .allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
      }
    }
  }

  /** Whether to read on. */
  interface More {

    /**
     * @param atEnd whether all that there was at the start has been read
     */
    boolean than(boolean atEnd);
  }
}
