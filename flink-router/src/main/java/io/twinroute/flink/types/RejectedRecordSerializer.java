package io.twinroute.flink.types;

import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A rejected record on its way to the sink. */
public final class RejectedRecordSerializer extends ImmutableSerializer<RejectedRecord> {
  private static final long serialVersionUID = 1L;

  static final RejectedRecordSerializer INSTANCE = new RejectedRecordSerializer();

  private static final Rejection[] REJECTIONS = Rejection.values();

  @Override
  public void serialize(RejectedRecord r, DataOutputView out) throws IOException {
    out.writeByte(r.rejection().ordinal());
    out.writeInt(r.partition());
    writeBytes(r.key(), out);
    writeBytes(r.value(), out);
    out.writeLong(r.timestamp());
    writeBytes(r.headers().toBytes(), out);
  }

  @Override
  public RejectedRecord deserialize(DataInputView in) throws IOException {
    return new RejectedRecord(
        REJECTIONS[in.readByte()],
        in.readInt(),
        readNullableBytes(in),
        readNullableBytes(in),
        in.readLong(),
        Headers.ofBytes(readBytes(in)));
  }

  @Override
  public TypeSerializerSnapshot<RejectedRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RejectedRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
