package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.state.StoreSection;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A task's position in its partition of the repartition topic, kept with the task's state. The
 * group's offsets have it too, but they can be lost, and Streams then reads again what the
 * repartition topic still holds.
 *
 * <p>Key: {@link StoreSection#REPARTITION_POSITION}, int partition. Value: long last offset.
 */
final class RepartitionPosition {

  private static final long NONE = -1;

  private final Bytes key;
  private final KeyValueStore<Bytes, byte[]> store;
  private long last;
  private long written;

  RepartitionPosition(int partition, KeyValueStore<Bytes, byte[]> store) {
    this.key =
        Bytes.wrap(
            ByteBuffer.allocate(1 + Integer.BYTES)
                .put(StoreSection.REPARTITION_POSITION.of(0))
                .putInt(partition)
                .array());
    this.store = store;
    byte[] known = store.get(key);
    this.last = known == null ? NONE : ByteBuffer.wrap(known).getLong();
    this.written = last;
  }

  /**
   * Advances to the record at {@code offset}.
   *
   * @return whether it has not been joined before
   */
  boolean advance(long offset) {
    if (offset <= last) {
      return false;
    }
    last = offset;
    return true;
  }

  /** Before a commit. */
  void write() {
    if (written != last) {
      written = last;
      store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(last).array());
    }
  }
}
