package io.twinroute.flink.types;

import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.UnwrittenResult;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes the placeholder for a result that is not written, on its way to the sink. */
public final class UnwrittenResultSerializer extends ImmutableSerializer<UnwrittenResult> {
  private static final long serialVersionUID = 1L;

  static final UnwrittenResultSerializer INSTANCE = new UnwrittenResultSerializer();

  @Override
  public void serialize(UnwrittenResult r, DataOutputView out) throws IOException {
    out.writeLong(r.timestamp());
    writeBytes(r.key(), out);
    writeBytes(r.headers().toBytes(), out);
    out.writeInt(r.sourcePartition());
  }

  @Override
  public UnwrittenResult deserialize(DataInputView in) throws IOException {
    long timestamp = in.readLong();
    return new UnwrittenResult(
        readNullableBytes(in), timestamp, Headers.ofBytes(readBytes(in)), in.readInt());
  }

  @Override
  public TypeSerializerSnapshot<UnwrittenResult> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<UnwrittenResult> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
