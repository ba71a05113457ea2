package io.twinroute.flink.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A key: length and bytes. */
public final class RecordKeySerializer extends ImmutableSerializer<RecordKey> {
  private static final long serialVersionUID = 1L;

  static final RecordKeySerializer INSTANCE = new RecordKeySerializer();

  @Override
  public void serialize(RecordKey r, DataOutputView out) throws IOException {
    writeBytes(r.bytes(), out);
  }

  @Override
  public RecordKey deserialize(DataInputView in) throws IOException {
    return new RecordKey(readBytes(in));
  }

  @Override
  public TypeSerializerSnapshot<RecordKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RecordKey> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
