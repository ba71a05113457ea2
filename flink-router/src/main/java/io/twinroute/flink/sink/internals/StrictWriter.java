package io.twinroute.flink.sink.internals;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;

/**
 * Writes as Flink's Kafka writer does, and fails with a {@link RecordRefusedException} where that
 * would fail again after each restart. The Kafka writer reports a record's failure when it is
 * called for another one, and in the mailbox of its {@link StrictContext}.
 *
 * @param <T> what is written
 */
public final class StrictWriter<T>
    implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {

  private final StatefulSinkWriter<T, KafkaWriterState> writer;
  private final CommittingSinkWriter<T, KafkaCommittable> committing;

  /**
   * @param writer the writer of a Kafka sink, which is also a {@link CommittingSinkWriter}
   */
  @SuppressWarnings("unchecked") // the sink's committables are of this type
  public StrictWriter(StatefulSinkWriter<T, KafkaWriterState> writer) {
    this.writer = writer;
    this.committing = (CommittingSinkWriter<T, KafkaCommittable>) writer;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    try {
      writer.write(element, context);
    } catch (IOException | RuntimeException e) {
      RecordRefusedException.mustNotBeFinal(e);
      throw e;
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    try {
      writer.flush(endOfInput);
    } catch (IOException | RuntimeException e) {
      RecordRefusedException.mustNotBeFinal(e);
      throw e;
    }
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return committing.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    return writer.snapshotState(checkpointId);
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
