package io.twinroute.bench.load;

import io.twinroute.bench.contestant.Contestant;
import io.twinroute.bench.contestant.Contestant.Started;
import io.twinroute.bench.contestant.Inputs;
import io.twinroute.bench.data.LiveData;
import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.TopicEnds;
import io.twinroute.bench.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Measures latency at a part of the largest load that a contestant can handle: records are written
 * when they are due, whether or not it keeps up. First it processes a backlog and a {@link Ramp},
 * which also warm it up.
 */
public final class OpenLoop {

  private static final double LOAD = 0.6;

  private static final double BACKLOG_RATE = 100_000;
  private static final Duration BACKLOG = Duration.ofSeconds(4);

  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  /** Short, so that a state holds about as many records as with W1's data, which are slower. */
  private static final long WINDOW_MILLIS = 1_000;

  /** How long after the last record its result may arrive. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lab lab;
  private final LiveData data;

  /**
   * @param bytes of a value, about
   */
  public OpenLoop(Lab lab, int bytes) {
    this.lab = lab;
    this.data = new LiveData(bytes);
  }

  public Latencies run(Contestant contestant) throws IOException {
    String run = contestant.runName("live");
    Inputs inputs =
        new Inputs(run + "-orders", run + "-payments", WINDOW_MILLIS, WINDOW_MILLIS, true);
    lab.create("east", inputs.left());
    lab.create("west", inputs.right());
    Path folder = Files.createDirectories(lab.folder().resolve("runs").resolve(run));
    try (LiveSource source = new LiveSource(lab, inputs, data)) {
      source.load(BACKLOG_RATE, BACKLOG).run();
      contestant.mirror().ifPresent(lab.mirror()::use);
      Started started = contestant.start(lab, inputs, run, folder);
      try {
        double rate = LOAD * maximum(source, started);
        LiveLoad load = source.load(rate, SETTLING.plus(MEASURED));
        Thread writer = new Thread(load, "load");
        long begin = System.currentTimeMillis();
        writer.start();
        Histogram millis = read(started, begin, rate);
        writer.join();
        return new Latencies(contestant.name(), rate, expected(rate), load.worstLag(), millis);
      } finally {
        started.stop();
        lab.mirror().release();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lab.remove("east", run);
      lab.remove("west", run);
      lab.removeAll(run);
    }
  }

  /** Returns when all written records are in the results. */
  private double maximum(LiveSource source, Started started) {
    try (TopicEnds ends = TopicEnds.committed(lab.cluster("central"))) {
      LongSupplier results = () -> ends.total(started.output().records().keySet());
      Runnable catchUp = () -> await(started, source, results);
      catchUp.run();
      return new Ramp(source, results, catchUp).climb();
    }
  }

  private void await(Started started, LiveSource source, LongSupplier results) {
    Waiting.until(
        () -> {
          started.mustLive();
          lab.mirror().mustLive();
          return results.getAsLong() >= source.results();
        });
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

  /** About this many results have their time in the measured part. */
  private static long expected(double rate) {
    return (long) (rate / 2 * MEASURED.toSeconds()) - 2;
  }
}
