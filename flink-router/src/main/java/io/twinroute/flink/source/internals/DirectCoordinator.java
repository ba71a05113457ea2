package io.twinroute.flink.source.internals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.runtime.checkpoint.CheckpointCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.source.coordinator.SplitAssignmentTracker;
import org.apache.flink.runtime.source.event.AddSplitEvent;
import org.apache.flink.runtime.source.event.ReaderRegistrationEvent;
import org.apache.flink.runtime.source.event.SourceEventWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Runs an enumerator in its job's thread, which calls every method. Its checkpoints have the form
 * of Flink's own coordinator, so each resumes from the other's.
 */
final class DirectCoordinator<SplitT extends SourceSplit, StateT>
    implements OperatorCoordinator, EnumeratorContext<SplitT> {

  private final Context context;
  private final Source<?, SplitT, StateT> source;
  private final EnumeratorState<StateT> states;

  private final Map<Integer, ReaderInfo> readers = new HashMap<>();
  private final Map<Integer, SubtaskGateway> gateways = new HashMap<>();
  private SplitAssignmentTracker<SplitT> assigned = new SplitAssignmentTracker<>();
  private @Nullable SplitEnumerator<SplitT, StateT> enumerator;
  private boolean started;

  DirectCoordinator(Context context, Source<?, SplitT, StateT> source) {
    this.context = context;
    this.source = source;
    this.states = new EnumeratorState<>(source.getEnumeratorCheckpointSerializer());
  }

  private SplitEnumerator<SplitT, StateT> enumerator() throws Exception {
    SplitEnumerator<SplitT, StateT> current = enumerator;
    if (current == null) {
      current = source.createEnumerator(this);
      enumerator = current;
    }
    return current;
  }

  @Override
  public void start() throws Exception {
    started = true;
    enumerator().start();
  }

  @Override
  public void resetToCheckpoint(long checkpoint, byte @Nullable [] state) throws Exception {
    readers.clear();
    gateways.clear();
    assigned = new SplitAssignmentTracker<>();
    enumerator = state == null ? null : source.restoreEnumerator(this, states.read(state));
    if (started) {
      enumerator().start();
    }
  }

  @Override
  public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    gateways.put(subtask, gateway);
  }

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event)
      throws Exception {
    if (event instanceof ReaderRegistrationEvent reader) {
      readers.put(subtask, new ReaderInfo(subtask, reader.location()));
      enumerator().addReader(subtask);
    } else if (event instanceof SourceEventWrapper wrapped) {
      enumerator().handleSourceEvent(subtask, wrapped.getSourceEvent());
    } else {
      throw new IllegalStateException("a source does not know the event " + event);
    }
  }

  @Override
  public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {
    readers.remove(subtask);
    gateways.remove(subtask);
  }

  @Override
  public void subtaskReset(int subtask, long checkpoint) {
    readers.remove(subtask);
    gateways.remove(subtask);
    List<SplitT> lost = assigned.getAndRemoveUncheckpointedAssignment(subtask, checkpoint);
    if (enumerator != null) {
      enumerator.addSplitsBack(lost, subtask);
    }
  }

  @Override
  public void checkpointCoordinator(long checkpoint, CompletableFuture<byte[]> result)
      throws Exception {
    assigned.onCheckpoint(checkpoint);
    result.complete(states.write(enumerator().snapshotState(checkpoint)));
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    assigned.onCheckpointComplete(checkpoint);
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return readers;
  }

  @Override
  public int currentParallelism() {
    return context.currentParallelism();
  }

  @Override
  public void assignSplits(SplitsAssignment<SplitT> assignment) {
    assigned.recordSplitAssignment(assignment);
    assignment.assignment().forEach(this::send);
  }

  private void send(int reader, List<SplitT> splits) {
    SubtaskGateway gateway = gateways.get(reader);
    if (gateway == null) {
      throw new IllegalStateException("reader " + reader + " is not there");
    }
    try {
      gateway.sendEvent(new AddSplitEvent<>(splits, source.getSplitSerializer()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void setIsProcessingBacklog(boolean backlog) {
    CheckpointCoordinator checkpoints = context.getCheckpointCoordinator();
    if (checkpoints != null) {
      checkpoints.setIsProcessingBacklog(context.getOperatorId(), backlog);
    }
  }

  @Override
  public void close() throws Exception {
    if (enumerator != null) {
      enumerator.close();
    }
  }
}
