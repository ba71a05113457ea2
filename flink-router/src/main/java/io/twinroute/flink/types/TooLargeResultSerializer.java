package io.twinroute.flink.types;

import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.TooLargeResult;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes the placeholder for a result that is too large, on its way to the sink. */
public final class TooLargeResultSerializer extends ImmutableSerializer<TooLargeResult> {
  private static final long serialVersionUID = 1L;

  static final TooLargeResultSerializer INSTANCE = new TooLargeResultSerializer();

  @Override
  public void serialize(TooLargeResult r, DataOutputView out) throws IOException {
    out.writeLong(r.timestamp());
    writeBytes(r.key(), out);
    writeBytes(r.headers().toBytes(), out);
  }

  @Override
  public TooLargeResult deserialize(DataInputView in) throws IOException {
    long timestamp = in.readLong();
    return new TooLargeResult(readBytes(in), timestamp, Headers.ofBytes(readBytes(in)));
  }

  @Override
  public TypeSerializerSnapshot<TooLargeResult> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TooLargeResult> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
