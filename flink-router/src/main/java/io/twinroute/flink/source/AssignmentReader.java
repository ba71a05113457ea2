package io.twinroute.flink.source;

import io.twinroute.flink.types.SourceEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * A reader that reports every partition it has been given before the partition's first record.
 * Flink calls all of it in the task's own thread; only futures are completed by others.
 */
final class AssignmentReader implements SourceReader<SourceEvent, KafkaPartitionSplit> {

  private final SourceReader<SourceEvent, KafkaPartitionSplit> kafka;
  private final Queue<SourceEvent> untold = new ArrayDeque<>();

  /** What the task waits for: records, or a partition to tell of. */
  private CompletableFuture<Void> available = new CompletableFuture<>();

  /** The records' own future that completes {@link #available}. */
  private @Nullable CompletableFuture<Void> linked;

  AssignmentReader(SourceReader<SourceEvent, KafkaPartitionSplit> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    splits.forEach(split -> untold.add(new SourceEvent.Assigned(split.getPartition())));
    kafka.addSplits(splits);
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceEvent> output) throws Exception {
    SourceEvent assigned = untold.poll();
    if (assigned == null) {
      return kafka.pollNext(output);
    }
    output.collect(assigned);
    return InputStatus.MORE_AVAILABLE;
  }

  /** An empty partition never makes the Kafka reader available. */
  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> records = kafka.isAvailable();
    if (records.isDone() || !untold.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    if (available.isDone()) {
      available = new CompletableFuture<>();
      linked = null;
    }
    if (linked != records) {
      CompletableFuture<Void> waiting = available;
      records.thenRun(() -> waiting.complete(null));
      linked = records;
    }
    return available;
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return kafka.snapshotState(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(org.apache.flink.api.connector.source.SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    kafka.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
