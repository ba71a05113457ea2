package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A stream thread's consumer, which polls at a {@link PollPace}. */
final class RouteConsumer extends KafkaConsumer<byte[], byte[]> {

  private static final int MANY = 250;
  private static final int MUCH = 256 << 10;

  private final PollPace pace = new PollPace(System::nanoTime);
  private int generation;

  RouteConsumer(Map<String, Object> config) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration asked) {
    Duration pause = asked.isZero() ? Duration.ZERO : pace.pause();
    if (!pause.isZero()) {
      ConsumerRecords<byte[], byte[]> there = super.poll(Duration.ZERO);
      if (!there.isEmpty()) {
        return regard(there);
      }
      sleep(pause);
    }
    return regard(super.poll(pace.wait(asked)));
  }

  private ConsumerRecords<byte[], byte[]> regard(ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      pace.gaveNothing();
    } else {
      pace.gave(areMany(records));
    }
    int now = groupMetadata().generationId();
    if (now != generation) {
      generation = now;
      pace.stir(); // the thread has tasks to open or to close
    }
    return records;
  }

  private static boolean areMany(ConsumerRecords<byte[], byte[]> records) {
    if (records.count() >= MANY) {
      return true;
    }
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      bytes += record.serializedKeySize() + record.serializedValueSize();
    }
    return bytes >= MUCH;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // for the poll, which fails by it
    }
  }
}
