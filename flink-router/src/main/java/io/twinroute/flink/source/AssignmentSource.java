package io.twinroute.flink.source;

import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.SourceEvent;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A Kafka source whose readers also tell which partitions they have been given. What is known of a
 * partition can so be told by the subtask that reads it, even if the partition is empty.
 */
final class AssignmentSource
    implements Source<SourceEvent, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<SourceEvent> {
  private static final long serialVersionUID = 1L;

  private final KafkaSource<SourceEvent> kafka;

  AssignmentSource(KafkaSource<SourceEvent> kafka) {
    this.kafka = kafka;
  }

  @Override
  public SourceReader<SourceEvent, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new AssignmentReader(kafka.createReader(context));
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws IOException {
    return kafka.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<SourceEvent> getProducedType() {
    return RouteTypes.SOURCE_EVENT;
  }
}
