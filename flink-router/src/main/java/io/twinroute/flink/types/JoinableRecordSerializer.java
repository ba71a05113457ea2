package io.twinroute.flink.types;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An accepted record on its way to the logic, and in the logic's state. */
public final class JoinableRecordSerializer extends ImmutableSerializer<AcceptedRecord> {
  private static final long serialVersionUID = 1L;

  static final JoinableRecordSerializer INSTANCE = new JoinableRecordSerializer();

  @Override
  public void serialize(AcceptedRecord r, DataOutputView out) throws IOException {
    out.writeByte(r.input());
    out.writeInt(r.partition());
    out.writeLong(r.offset());
    out.writeLong(r.timestamp());
    writeBytes(r.anyKey(), out);
    writeBytes(r.value(), out);
    writeBytes(r.headers().toBytes(), out);
  }

  @Override
  public AcceptedRecord deserialize(DataInputView in) throws IOException {
    return new AcceptedRecord(
        in.readByte(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        readNullableBytes(in),
        readNullableBytes(in),
        Headers.ofBytes(readBytes(in)));
  }

  @Override
  public TypeSerializerSnapshot<AcceptedRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AcceptedRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
