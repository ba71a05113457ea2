package io.twinroute.bench.run;

import io.twinroute.bench.data.LiveData;
import io.twinroute.bench.run.Contestant.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Measures latency at a given load: records come when they are due, whether or not it keeps up. */
final class OpenLoop {

  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  /** So long after the last record its result may come. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lab lab;
  private final LiveData data;

  /**
   * @param bytes of a value, about
   */
  OpenLoop(Lab lab, int bytes) {
    this.lab = lab;
    this.data = new LiveData(bytes);
  }

  /**
   * @param rate source records per second, of both sides
   */
  Latencies run(Contestant contestant, double rate) throws IOException {
    String run = contestant.name().toLowerCase(Locale.ROOT) + "-live";
    Inputs inputs = new Inputs(run + "-orders", run + "-payments", true);
    lab.create("east", inputs.left());
    lab.create("west", inputs.right());
    Path folder = Files.createDirectories(lab.folder().resolve("runs").resolve(run));
    try (KafkaProducer<byte[], byte[]> lefts = lab.producer("east", 5);
        KafkaProducer<byte[], byte[]> rights = lab.producer("west", 5)) {
      // A few that nobody measures: they show when it is up.
      new LiveLoad(lefts, rights, inputs, data, 0, 2_000, Duration.ofSeconds(2)).run();
      lab.mirror().start(contestant.mirror());
      Started started = contestant.start(lab, inputs, run, folder);
      try {
        awaitFirst(started);
        LiveLoad load =
            new LiveLoad(lefts, rights, inputs, data, 1_000_000_000, rate, WARM_UP.plus(MEASURED));
        Thread writer = new Thread(load, "load");
        long begin = System.currentTimeMillis();
        writer.start();
        Histogram millis = read(started.topic(), begin, rate);
        writer.join();
        return new Latencies(contestant.name(), rate, expected(rate), load.worstLag(), millis);
      } finally {
        started.stop();
        lab.mirror().stop();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lab.remove("east", run);
      lab.remove("west", run);
      lab.removeAll(run);
    }
  }

  private void awaitFirst(Started started) {
    try (TopicEnds ends = new TopicEnds(lab.cluster("central"))) {
      Waiting.until(
          () -> {
            started.mustLive();
            return !ends.of(Set.of(started.topic())).containsValue(0L);
          });
    }
  }

  private Histogram read(String topic, long begin, double rate) {
    long from = begin + WARM_UP.toMillis();
    long to = from + MEASURED.toMillis();
    Histogram millis = new Histogram(3);
    long expected = expected(rate);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                lab.address("central"),
                "isolation.level",
                "read_committed",
                "max.poll.records",
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      long end = to + PATIENCE.toMillis();
      while (System.currentTimeMillis() < end
          && !(System.currentTimeMillis() > to && millis.getTotalCount() >= expected)) {
        for (ConsumerRecord<byte[], byte[]> result : consumer.poll(Duration.ofMillis(20))) {
          if (result.timestamp() >= from && result.timestamp() < to) {
            millis.recordValue(Math.max(0, System.currentTimeMillis() - result.timestamp()));
          }
        }
      }
    }
    return millis;
  }

  /** So many results have their time in the measured part, or a few more. */
  private static long expected(double rate) {
    return (long) (rate / 2 * MEASURED.toSeconds()) - 2;
  }
}
