package io.twinroute.flink.types;

import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourceRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record as a source holds it, with its coordinates. */
public final class SourceRecordSerializer extends ImmutableSerializer<SourceRecord> {
  private static final long serialVersionUID = 1L;

  static final SourceRecordSerializer INSTANCE = new SourceRecordSerializer();

  @Override
  public void serialize(SourceRecord r, DataOutputView out) throws IOException {
    out.writeByte(r.input());
    out.writeInt(r.partition());
    out.writeLong(r.offset());
    out.writeLong(r.timestamp());
    writeBytes(r.key(), out);
    writeBytes(r.value(), out);
    writeBytes(r.headers().toBytes(), out);
    out.writeLong(r.strippedOf());
  }

  @Override
  public SourceRecord deserialize(DataInputView in) throws IOException {
    return new SourceRecord(
        in.readByte(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        readNullableBytes(in),
        readNullableBytes(in),
        Headers.ofBytes(readBytes(in)),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
