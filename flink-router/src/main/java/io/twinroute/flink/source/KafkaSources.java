package io.twinroute.flink.source;

import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedInput;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Kafka sources that read committed records of pinned partitions from pinned offsets. */
public final class KafkaSources {

  private KafkaSources() {}

  public static AssignmentSource of(PinnedInput input) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (int p = 0; p < input.partitions(); p++) {
      starts.put(new TopicPartition(input.input().topic(), p), input.starts().get(p));
    }
    KafkaSourceBuilder<SourceEvent> source =
        KafkaSource.<SourceEvent>builder()
            .setBootstrapServers(input.input().cluster().bootstrapServers())
            .setPartitions(Set.copyOf(starts.keySet()))
            // None: an offset that retention has removed is an error, not a shorter result.
            .setStartingOffsets(OffsetsInitializer.offsets(starts, OffsetResetStrategy.NONE))
            .setDeserializer(new SourceRecordDeserializer(input.input().index()))
            .setProperty("max.poll.records", "2000")
            .setProperty("partition.discovery.interval.ms", "-1");
    input.input().cluster().properties().forEach(source::setProperty);
    source
        .setProperty("isolation.level", "read_committed")
        .setProperty("commit.offsets.on.checkpoint", "false");
    if (!input.ends().isEmpty()) {
      source
          .setProperty("interceptor.classes", PinnedEndInterceptor.class.getName())
          .setProperty(PinnedEndInterceptor.ENDS, PinnedEndInterceptor.setting(input.ends()));
    }
    return new AssignmentSource(source.build());
  }
}
