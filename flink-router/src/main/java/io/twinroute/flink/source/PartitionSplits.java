package io.twinroute.flink.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The serialized form of partitions in savepoints. */
final class PartitionSplits implements SimpleVersionedSerializer<List<PartitionSplit>> {

  /** One partition, in a reader's state. */
  static final SimpleVersionedSerializer<PartitionSplit> ONE = new One();

  /** The unassigned partitions, in the enumerator's state. */
  static final SimpleVersionedSerializer<List<PartitionSplit>> ALL = new PartitionSplits();

  private static final int VERSION = 1;
  private static final int BYTES = 2 * Integer.BYTES + Long.BYTES;

  private PartitionSplits() {}

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(List<PartitionSplit> splits) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(BYTES * Math.max(1, splits.size()));
    for (PartitionSplit split : splits) {
      out.writeInt(split.input());
      out.writeInt(split.partition());
      out.writeLong(split.next());
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public List<PartitionSplit> deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("Partitions are kept in the unknown form " + version + ".");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    List<PartitionSplit> splits = new ArrayList<>(bytes.length / BYTES);
    while (in.available() > 0) {
      splits.add(new PartitionSplit(in.readInt(), in.readInt(), in.readLong()));
    }
    return splits;
  }

  private static final class One implements SimpleVersionedSerializer<PartitionSplit> {

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(PartitionSplit split) throws IOException {
      return ALL.serialize(List.of(split));
    }

    @Override
    public PartitionSplit deserialize(int version, byte[] bytes) throws IOException {
      return ALL.deserialize(version, bytes).get(0);
    }
  }
}
