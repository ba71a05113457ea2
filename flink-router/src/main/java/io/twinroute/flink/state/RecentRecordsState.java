package io.twinroute.flink.state;

import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.KeptSerializer;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.LayeredRecordState;
import io.twinroute.semantics.state.RecentInput;
import io.twinroute.semantics.state.RecordLifetimes;
import io.twinroute.semantics.state.StoredBuckets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;

/**
 * A subtask's recent records in a checkpoint, by key group, so that they follow their keys when the
 * job is rescaled. Each key group has: boolean whether the stored buckets are unknown; for each
 * input the int number of its stored buckets and the buckets as longs; the int number of records
 * and the records as {@link KeptSerializer} has them.
 */
public final class RecentRecordsState {

  private static final int FIRST_SIZE = 1 << 12;

  private final LayeredRecordState<RecordKey> state;
  private final StoredBuckets buckets;
  private final int inputs;

  public RecentRecordsState(LayeredRecordState<RecordKey> state, RecordLifetimes lifetimes) {
    this.state = state;
    this.buckets = state.buckets();
    this.inputs = lifetimes.inputs();
  }

  public void write(KeyedStateCheckpointOutputStream out, int keyGroups) throws IOException {
    List<List<RecentInput.Entry<RecordKey>>> groups = byKeyGroup(keyGroups);
    DataOutputView view = new DataOutputViewStreamWrapper(out);
    DataOutputSerializer buffer = new DataOutputSerializer(FIRST_SIZE);
    for (int group : out.getKeyGroupList()) {
      out.startNewKeyGroup(group);
      writeBuckets(buffer);
      write(groups.get(group), buffer);
      view.write(buffer.getSharedBuffer(), 0, buffer.length());
      buffer.clear();
    }
  }

  private List<List<RecentInput.Entry<RecordKey>>> byKeyGroup(int keyGroups) {
    List<List<RecentInput.Entry<RecordKey>>> groups =
        Stream.generate(
                () ->
                    (List<RecentInput.Entry<RecordKey>>)
                        new ArrayList<RecentInput.Entry<RecordKey>>())
            .limit(keyGroups)
            .toList();
    state
        .recent()
        .forEach(
            entry ->
                groups
                    .get(KeyGroupRangeAssignment.assignToKeyGroup(entry.key(), keyGroups))
                    .add(entry));
    return groups;
  }

  private void writeBuckets(DataOutputView out) throws IOException {
    out.writeBoolean(buckets.isUnknown());
    for (int input = 0; input < inputs; input++) {
      Set<Long> ofInput = buckets.of(input);
      out.writeInt(ofInput.size());
      for (long bucket : ofInput) {
        out.writeLong(bucket);
      }
    }
  }

  private static void write(List<RecentInput.Entry<RecordKey>> entries, DataOutputView out)
      throws IOException {
    out.writeInt(entries.size());
    for (RecentInput.Entry<RecordKey> entry : entries) {
      KeptSerializer.INSTANCE.serialize(new Kept(entry.record(), entry.isWaiting()), out);
    }
  }

  /** Adds a checkpoint's records of some key groups. */
  public void read(Iterable<KeyGroupStatePartitionStreamProvider> groups) throws IOException {
    boolean any = false;
    for (KeyGroupStatePartitionStreamProvider group : groups) {
      DataInputView in = new DataInputViewStreamWrapper(group.getStream());
      readBuckets(in);
      readRecords(in);
      any = true;
    }
    if (!any) {
      buckets.addAll();
    }
  }

  private void readBuckets(DataInputView in) throws IOException {
    if (in.readBoolean()) {
      buckets.addAll();
    }
    for (int input = 0; input < inputs; input++) {
      for (int left = in.readInt(); left > 0; left--) {
        buckets.add(input, in.readLong());
      }
    }
  }

  private void readRecords(DataInputView in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      Kept kept = KeptSerializer.INSTANCE.deserialize(in);
      AcceptedRecord record = kept.record();
      state.restore(record, kept.waiting());
    }
  }
}
