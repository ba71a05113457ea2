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
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Measures latency at a given load: records come when they are due, whether or not it keeps up.
 * Before, the contestant works off a backlog, which warms it up.
 */
final class OpenLoop {

  private static final double BACKLOG_RATE = 100_000;
  private static final Duration BACKLOG = Duration.ofSeconds(4);

  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  /** Short, so that a state holds about as many records as with W1's data, which are slower. */
  private static final long WINDOW_MILLIS = 1_000;

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
    Inputs inputs =
        new Inputs(run + "-orders", run + "-payments", WINDOW_MILLIS, WINDOW_MILLIS, true);
    lab.create("east", inputs.left());
    lab.create("west", inputs.right());
    Path folder = Files.createDirectories(lab.folder().resolve("runs").resolve(run));
    try (KafkaProducer<byte[], byte[]> lefts = lab.producer("east", 5);
        KafkaProducer<byte[], byte[]> rights = lab.producer("west", 5)) {
      LiveLoad backlog = new LiveLoad(lefts, rights, inputs, data, 0, BACKLOG_RATE, BACKLOG);
      backlog.run();
      lab.mirror().start(contestant.mirror());
      Started started = contestant.start(lab, inputs, run, folder);
      try {
        await(started, backlog.results());
        LiveLoad load =
            new LiveLoad(lefts, rights, inputs, data, 1_000_000_000, rate, SETTLING.plus(MEASURED));
        Thread writer = new Thread(load, "load");
        long begin = System.currentTimeMillis();
        writer.start();
        Histogram millis = read(started, begin, rate);
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

  private void await(Started started, long results) {
    try (TopicEnds ends = new TopicEnds(lab.cluster("central"))) {
      Waiting.until(
          () -> {
            started.mustLive();
            return ends.total(started.output().records().keySet()) >= results;
          });
    }
  }

  private Histogram read(Started started, long begin, double rate) {
    String topic = started.topic();
    long from = begin + SETTLING.toMillis();
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
        started.mustLive();
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
