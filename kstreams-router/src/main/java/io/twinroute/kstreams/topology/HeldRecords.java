package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.state.RecordBytes;
import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.semantics.record.SourceRecord;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One input's records that arrived before their turn: those beyond the end of a run that had one.
 * Their copies are consumed, so they wait here for the next run.
 *
 * <p>Key: {@link StoreSection#HELD} and input, int partition, long offset. Value: {@link
 * RecordBytes}.
 */
final class HeldRecords {

  private final int input;
  private final KeyValueStore<Bytes, byte[]> store;

  HeldRecords(int input, KeyValueStore<Bytes, byte[]> store) {
    this.input = input;
    this.store = store;
  }

  void hold(SourceRecord record) {
    ByteBuffer bytes = ByteBuffer.allocate(RecordBytes.size(record));
    RecordBytes.write(record, bytes);
    store.put(key(record.partition(), record.offset()), bytes.array());
  }

  /**
   * Passes on the records whose turn has come, in the order of their offsets, and removes them.
   *
   * @param limit how many at most
   * @param beyond receives those that stay, after the removed ones of their partition
   * @return whether there may be more
   */
  boolean release(
      int limit,
      Predicate<SourceRecord> turn,
      Consumer<SourceRecord> to,
      Consumer<SourceRecord> beyond) {
    int released = 0;
    try (KeyValueIterator<Bytes, byte[]> held =
        store.range(key(0, 0), key(Integer.MAX_VALUE, Long.MAX_VALUE))) {
      while (held.hasNext()) {
        KeyValue<Bytes, byte[]> entry = held.next();
        SourceRecord record = RecordBytes.read(ByteBuffer.wrap(entry.value));
        if (turn.test(record)) {
          if (released == limit) {
            return true;
          }
          // Not delete(), which would read the value first.
          store.put(entry.key, null);
          to.accept(record);
          released++;
        } else {
          beyond.accept(record);
        }
      }
    }
    return false;
  }

  private Bytes key(int partition, long offset) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES)
            .put(StoreSection.HELD.of(input))
            .putInt(partition)
            .putLong(offset)
            .array());
  }
}
