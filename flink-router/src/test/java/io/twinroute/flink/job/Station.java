package io.twinroute.flink.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * All subtasks of one operator, each in Flink's own test harness.
 *
 * @param <H> the harness
 */
final class Station<I, O, H extends OneInputStreamOperatorTestHarness<I, O>>
    implements AutoCloseable {

  static final int MAX_PARALLELISM = 16;

  /** What a checkpoint holds of the operator. */
  record Snapshot(int parallelism, OperatorSubtaskState state) {}

  /** Makes the harness of one subtask. */
  interface Subtask<H> {
    H create(int parallelism, int index) throws Exception;
  }

  private final List<H> subtasks = new ArrayList<>();

  /** Starts the operator, empty if {@code from} is null. */
  Station(
      int parallelism,
      TypeInformation<O> out,
      StateBackend backend,
      Snapshot from,
      Subtask<H> subtask)
      throws Exception {
    for (int i = 0; i < parallelism; i++) {
      H harness = subtask.create(parallelism, i);
      harness.setStateBackend(backend);
      harness.setup(out.createSerializer(new SerializerConfigImpl()));
      if (from == null) {
        harness.initializeEmptyState();
      } else {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                from.state(), MAX_PARALLELISM, from.parallelism(), parallelism, i));
      }
      harness.open();
      subtasks.add(harness);
    }
  }

  int parallelism() {
    return subtasks.size();
  }

  /** What the subtask puts out for this record. */
  List<O> process(int subtask, I record) throws Exception {
    H harness = subtasks.get(subtask);
    harness.processElement(new StreamRecord<>(record));
    List<O> out = harness.extractOutputValues();
    harness.getOutput().clear();
    return out;
  }

  void watermark(long watermark) throws Exception {
    for (H harness : subtasks) {
      harness.processWatermark(watermark);
      harness.getOutput().clear();
    }
  }

  Snapshot snapshot(long checkpoint) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(checkpoint, checkpoint);
    }
    return new Snapshot(states.length, AbstractStreamOperatorTestHarness.repackageState(states));
  }

  List<H> subtasks() {
    return subtasks;
  }

  @Override
  public void close() throws Exception {
    for (H harness : subtasks) {
      harness.close();
    }
  }
}
