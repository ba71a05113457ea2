package io.twinroute.flink.types;

import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A message to the logic: a tag, then what belongs to it. Keys that follow from it are left out.
 */
public final class RoutedSerializer extends ImmutableSerializer<Routed> {
  private static final long serialVersionUID = 1L;

  static final RoutedSerializer INSTANCE = new RoutedSerializer();

  private static final byte RECORD = 0;
  private static final byte FRONTIER = 1;
  private static final byte REJECTED = 2;

  @Override
  public void serialize(Routed routed, DataOutputView out) throws IOException {
    AcceptOutput message = routed.message();
    if (message instanceof AcceptedRecord record) {
      out.writeByte(RECORD);
      JoinableRecordSerializer.INSTANCE.serialize(record, out);
    } else if (message instanceof PartitionFrontier frontier) {
      out.writeByte(FRONTIER);
      RecordKeySerializer.INSTANCE.serialize(routed.key(), out);
      out.writeByte(frontier.input());
      out.writeInt(frontier.partition());
      out.writeLong(frontier.lastOffset());
      out.writeLong(frontier.frontier());
    } else if (message instanceof RejectedRecord rejected) {
      out.writeByte(REJECTED);
      RejectedRecordSerializer.INSTANCE.serialize(rejected, out);
    }
  }

  @Override
  public Routed deserialize(DataInputView in) throws IOException {
    byte tag = in.readByte();
    return switch (tag) {
      case RECORD -> Routed.record(JoinableRecordSerializer.INSTANCE.deserialize(in));
      case FRONTIER ->
          new Routed(
              RecordKeySerializer.INSTANCE.deserialize(in),
              new PartitionFrontier(in.readByte(), in.readInt(), in.readLong(), in.readLong()));
      case REJECTED -> Routed.rejected(RejectedRecordSerializer.INSTANCE.deserialize(in));
      default -> throw unknownTag(tag);
    };
  }

  @Override
  public TypeSerializerSnapshot<Routed> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Routed> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
