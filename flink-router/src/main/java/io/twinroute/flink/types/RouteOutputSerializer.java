package io.twinroute.flink.types;

import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.UnwrittenResult;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a route writes, on its way to the sink: a tag, then what belongs to it. */
public final class RouteOutputSerializer extends ImmutableSerializer<RouteOutput> {
  private static final long serialVersionUID = 1L;

  static final RouteOutputSerializer INSTANCE = new RouteOutputSerializer();

  private static final byte RESULT = 0;
  private static final byte REJECTED = 1;
  private static final byte UNWRITTEN = 2;

  @Override
  public void serialize(RouteOutput output, DataOutputView out) throws IOException {
    if (output instanceof RouteResult result) {
      out.writeByte(RESULT);
      JoinResultSerializer.INSTANCE.serialize(result, out);
    } else if (output instanceof RejectedRecord rejected) {
      out.writeByte(REJECTED);
      RejectedRecordSerializer.INSTANCE.serialize(rejected, out);
    } else if (output instanceof UnwrittenResult result) {
      out.writeByte(UNWRITTEN);
      UnwrittenResultSerializer.INSTANCE.serialize(result, out);
    }
  }

  @Override
  public RouteOutput deserialize(DataInputView in) throws IOException {
    byte tag = in.readByte();
    return switch (tag) {
      case RESULT -> JoinResultSerializer.INSTANCE.deserialize(in);
      case REJECTED -> RejectedRecordSerializer.INSTANCE.deserialize(in);
      case UNWRITTEN -> UnwrittenResultSerializer.INSTANCE.deserialize(in);
      default -> throw unknownTag(tag);
    };
  }

  @Override
  public TypeSerializerSnapshot<RouteOutput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RouteOutput> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
