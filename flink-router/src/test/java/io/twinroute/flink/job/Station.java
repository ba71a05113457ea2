package io.twinroute.flink.job;

import io.twinroute.flink.types.RoutingKeys;
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
public final class Station<I, O, H extends OneInputStreamOperatorTestHarness<I, O>>
    implements AutoCloseable {

  /** What a checkpoint holds of the operator. */
  public record Snapshot(int parallelism, OperatorSubtaskState state) {}

  /** Makes the harness of one subtask. */
  public interface Subtask<H> {
    H create(int parallelism, int index) throws Exception;
  }

  private final List<H> subtasks = new ArrayList<>();

  /** Starts the operator, empty if {@code from} is null. */
  public Station(
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
                from.state(), RoutingKeys.KEY_GROUPS, from.parallelism(), parallelism, i));
      }
      harness.open();
      subtasks.add(harness);
    }
  }

  int parallelism() {
    return subtasks.size();
  }

  /** What the subtask puts out for this message. */
  public List<O> process(int subtask, I message) throws Exception {
    subtasks.get(subtask).processElement(new StreamRecord<>(message));
    return out(subtask);
  }

  /** The output of the subtask as its clock advances. */
  public List<O> passTime(int subtask, long millis) throws Exception {
    H harness = subtasks.get(subtask);
    harness.setProcessingTime(harness.getProcessingTime() + millis);
    return out(subtask);
  }

  /** What the subtask has put out since it was last asked. */
  public List<O> out(int subtask) {
    H harness = subtasks.get(subtask);
    if (harness.getOutput().isEmpty()) {
      return List.of();
    }
    List<O> out = harness.extractOutputValues();
    harness.getOutput().clear();
    return out;
  }

  public Snapshot snapshot(long checkpoint) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(checkpoint, checkpoint);
    }
    return new Snapshot(states.length, AbstractStreamOperatorTestHarness.repackageState(states));
  }

  public List<H> subtasks() {
    return subtasks;
  }

  @Override
  public void close() throws Exception {
    for (H harness : subtasks) {
      harness.close();
    }
  }
}
