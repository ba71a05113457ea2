package io.twinroute.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.job.CollectedEvents;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.flink.types.SourceEvent.Assigned;
import io.twinroute.flink.types.SourceEvent.Read;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignmentReaderTest {

  private static final SourceEvent RECORD =
      new Read(new SourceRecord(Sides.LEFT, 3, 0, 0, null, null, Headers.EMPTY));

  private final KafkaStub kafka = new KafkaStub();
  private final AssignmentReader reader = new AssignmentReader(kafka);
  private final CollectedEvents out = new CollectedEvents();

  @Test
  void shouldTellOfEveryPartitionBeforeItsFirstRecord() throws Exception {
    kafka.give(RECORD);
    reader.addSplits(List.of(split(3), split(5)));

    assertThat(reader.pollNext(out)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(reader.pollNext(out)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(reader.pollNext(out)).isEqualTo(InputStatus.NOTHING_AVAILABLE);

    assertThat(out.events()).containsExactly(new Assigned(3), new Assigned(5), RECORD);
    assertThat(kafka.splits).containsExactly(split(3), split(5));
  }

  @Test
  void shouldWakeUpForAPartitionThatIsEmpty() throws Exception {
    CompletableFuture<Void> waiting = reader.isAvailable();
    assertThat(waiting).isNotDone();

    reader.addSplits(List.of(split(3)));

    assertThat(waiting).isDone();
    assertThat(reader.isAvailable()).isDone();
    assertThat(reader.pollNext(out)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(reader.isAvailable()).isNotDone();
  }

  @Test
  void shouldWakeUpForRecords() {
    CompletableFuture<Void> waiting = reader.isAvailable();

    kafka.give(RECORD);

    assertThat(waiting).isDone();
    assertThat(reader.isAvailable()).isDone();
  }

  /** The task asks often; what it waits for must not grow. */
  @Test
  void shouldLetTheTaskWaitForOneFuture() {
    CompletableFuture<Void> waiting = reader.isAvailable();

    assertThat(reader.isAvailable()).isSameAs(waiting);
    assertThat(kafka.available.getNumberOfDependents()).isEqualTo(1);
  }

  @Test
  void shouldStillWakeUpForRecordsAfterItHasToldOfAPartition() throws Exception {
    reader.isAvailable();
    reader.addSplits(List.of(split(3)));
    reader.pollNext(out);
    CompletableFuture<Void> waiting = reader.isAvailable();
    assertThat(waiting).isNotDone();

    kafka.give(RECORD);

    assertThat(waiting).isDone();
  }

  @Test
  void shouldStillWakeUpForAPartitionAfterRecords() throws Exception {
    reader.isAvailable();
    kafka.give(RECORD);
    reader.pollNext(out);
    CompletableFuture<Void> waiting = reader.isAvailable();
    assertThat(waiting).isNotDone();

    reader.addSplits(List.of(split(3)));

    assertThat(waiting).isDone();
  }

  private static KafkaPartitionSplit split(int partition) {
    return new KafkaPartitionSplit(new TopicPartition("orders", partition), 0);
  }

  /** As Kafka's own reader: a future is completed when a record is there, and then replaced. */
  private static final class KafkaStub implements SourceReader<SourceEvent, KafkaPartitionSplit> {
    final List<KafkaPartitionSplit> splits = new ArrayList<>();
    private final List<SourceEvent> records = new ArrayList<>();
    CompletableFuture<Void> available = new CompletableFuture<>();

    void give(SourceEvent event) {
      records.add(event);
      available.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceEvent> output) {
      if (!records.isEmpty()) {
        output.collect(records.remove(0));
      }
      if (records.isEmpty() && available.isDone()) {
        available = new CompletableFuture<>();
      }
      return records.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> added) {
      splits.addAll(added);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return splits;
    }

    @Override
    public void start() {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
