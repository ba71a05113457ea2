package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.accept.ProgressStore;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The progress of one input's partitions in this task. Changes are written to the store before each
 * commit; a longer silence alone, on demand.
 *
 * <p>Key: {@link StoreSection#PROGRESS} and input, int partition. Value: long last offset, long
 * largest timestamp, long end of its silence.
 */
final class ProgressTable implements ProgressStore {

  private final int input;
  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Integer, PartitionProgress> partitions = new TreeMap<>();
  private final Set<Integer> changed = new TreeSet<>();
  private final Set<Integer> silent = new TreeSet<>();

  ProgressTable(int input, KeyValueStore<Bytes, byte[]> store) {
    this.input = input;
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> all = store.range(key(0), key(Integer.MAX_VALUE))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        ByteBuffer value = ByteBuffer.wrap(entry.value);
        partitions.put(
            ByteBuffer.wrap(entry.key.get(), 1, Integer.BYTES).getInt(),
            new PartitionProgress(value.getLong(), value.getLong(), value.getLong()));
      }
    }
  }

  @Override
  public PartitionProgress get(int partition) {
    return partitions.getOrDefault(partition, PartitionProgress.NONE);
  }

  @Override
  public void put(int partition, PartitionProgress progress) {
    PartitionProgress before = get(partition);
    partitions.put(partition, progress);
    if (progress.equals(before.silent(progress.silentUpTo()))) {
      silent.add(partition);
    } else {
      changed.add(partition);
    }
  }

  /** Before a commit. */
  void write() {
    write(changed);
    silent.removeAll(changed);
    changed.clear();
  }

  /** Before a commit of anything else. */
  void writeSilence() {
    write(silent);
    silent.clear();
  }

  private void write(Set<Integer> all) {
    all.forEach(partition -> write(partition, get(partition)));
  }

  private void write(int partition, PartitionProgress progress) {
    store.put(
        key(partition),
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(progress.lastOffset())
            .putLong(progress.maxTimestamp())
            .putLong(progress.silentUpTo())
            .array());
  }

  /** The partitions of which anything is known. */
  Set<Integer> partitions() {
    return Collections.unmodifiableSet(partitions.keySet());
  }

  private Bytes key(int partition) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Integer.BYTES)
            .put(StoreSection.PROGRESS.of(input))
            .putInt(partition)
            .array());
  }
}
