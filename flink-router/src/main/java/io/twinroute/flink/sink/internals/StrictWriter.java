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
 * would fail again after each restart. What became of a record, the Kafka writer tells when it is
 * called for another one, and in the mailbox of its {@link StrictContext}.
 *
 * <p>The Kafka writer asks its cluster for a transaction of another name with each checkpoint, also
 * where nothing was written since the last one, and the cluster remembers the name for days. This
 * one lets such checkpoints pass, and the transaction begins with the next record, under the name
 * that it would have had. A writer among several does not: after a change of their number, those
 * that are left know by the names whether there were others.
 *
 * @param <T> what is written
 */
public final class StrictWriter<T>
    implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {

  private final StatefulSinkWriter<T, KafkaWriterState> writer;
  private final CommittingSinkWriter<T, KafkaCommittable> committing;

  private final boolean alone;

  /** Whether anything was written since the last checkpoint, or may have been. */
  private boolean written = true;

  private boolean resting;
  private long lastCheckpoint;
  private List<KafkaWriterState> lastState = List.of();

  /**
   * @param writer that of a Kafka sink, which is also a {@link CommittingSinkWriter}
   * @param alone whether the sink has this writer only
   */
  @SuppressWarnings("unchecked") // the sink's committables are of this type
  public StrictWriter(StatefulSinkWriter<T, KafkaWriterState> writer, boolean alone) {
    this.writer = writer;
    this.alone = alone;
    this.committing = (CommittingSinkWriter<T, KafkaCommittable>) writer;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    written = true;
    try {
      if (resting) {
        begin();
      }
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

  /** As if the Kafka writer had taken the checkpoints that it was spared: the last one will do. */
  private void begin() throws IOException, InterruptedException {
    Collection<KafkaCommittable> none = committing.prepareCommit();
    if (!none.isEmpty()) {
      throw new IllegalStateException(
          "there is a transaction to commit that nothing was written in");
    }
    lastState = writer.snapshotState(lastCheckpoint);
    resting = false;
  }

  /** Nothing, where the last checkpoint has left nothing and nothing was written since. */
  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return resting ? List.of() : committing.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    lastCheckpoint = checkpointId;
    if (!resting) {
      lastState = writer.snapshotState(checkpointId);
      resting = alone && !written;
      written = false;
    }
    return lastState;
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
