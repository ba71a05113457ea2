package io.twinroute.flink.types;

import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.RouteResult;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A result on its way to the sink. */
public final class JoinResultSerializer extends ImmutableSerializer<RouteResult> {
  private static final long serialVersionUID = 1L;

  static final JoinResultSerializer INSTANCE = new JoinResultSerializer();

  @Override
  public void serialize(RouteResult r, DataOutputView out) throws IOException {
    out.writeLong(r.timestamp());
    writeBytes(r.key(), out);
    writeBytes(r.value(), out);
    writeBytes(r.headers().toBytes(), out);
    out.writeInt(r.sourcePartition());
  }

  @Override
  public RouteResult deserialize(DataInputView in) throws IOException {
    long timestamp = in.readLong();
    return new RouteResult(
        readNullableBytes(in),
        readNullableBytes(in),
        timestamp,
        Headers.ofBytes(readBytes(in)),
        in.readInt());
  }

  @Override
  public TypeSerializerSnapshot<RouteResult> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RouteResult> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
