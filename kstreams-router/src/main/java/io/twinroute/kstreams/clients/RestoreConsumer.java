package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads changelogs. Streams would poll it for as long as its threads wait for records, even at the
 * end of a changelog.
 */
final class RestoreConsumer extends KafkaConsumer<byte[], byte[]> {

  RestoreConsumer(Map<String, Object> config) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration asked) {
    Duration longest = PollPace.LONGEST_WHILE_BUSY;
    return super.poll(asked.compareTo(longest) < 0 ? asked : longest);
  }
}
