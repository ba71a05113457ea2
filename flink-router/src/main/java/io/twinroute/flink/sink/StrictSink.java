package io.twinroute.flink.sink;

import io.twinroute.flink.sink.internals.Coordinators;
import io.twinroute.flink.sink.internals.RecordRefusedException;
import io.twinroute.flink.sink.internals.ResultsLostException;
import io.twinroute.flink.sink.internals.StrictCommitter;
import io.twinroute.flink.sink.internals.StrictContext;
import io.twinroute.flink.sink.internals.StrictWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A {@link KafkaSink} that fails with a {@link ResultsLostException} where a transaction can no
 * longer be committed, and with a {@link RecordRefusedException} where its cluster refuses a
 * record. Flink restarts a job for neither. Its state is the Kafka sink's own.
 *
 * @param <T> what is written
 */
public final class StrictSink<T>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1L;

  private final KafkaSink<T> sink;
  private final Properties target;

  /**
   * @param target the settings of any Kafka client of the target
   */
  public StrictSink(KafkaSink<T> sink, Properties target) {
    this.sink = sink;
    this.target = target;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new StrictWriter<>(sink.createWriter(new StrictContext(context)));
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) {
    return new StrictWriter<>(sink.restoreWriter(new StrictContext(context), state));
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new StrictCommitter(sink.createCommitter(context), new Coordinators(target));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }
}
