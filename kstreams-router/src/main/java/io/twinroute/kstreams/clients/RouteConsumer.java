package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A stream thread's consumer, which polls at a {@link PollPace}. */
final class RouteConsumer extends KafkaConsumer<byte[], byte[]> {

  private final PollPace pace = new PollPace(System::nanoTime);
  private final PacedPoll paced = new PacedPoll(pace, super::poll);
  private int generation;

  RouteConsumer(Map<String, Object> config) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration asked) {
    ConsumerRecords<byte[], byte[]> records = paced.poll(asked);
    int now = groupMetadata().generationId();
    if (now != generation) {
      generation = now;
      pace.stir(); // the thread has tasks to open or to close
    }
    return records;
  }
}
