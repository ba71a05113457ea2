package io.twinroute.flink.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record in the logic's state. */
public final class KeptSerializer extends ImmutableSerializer<Kept> {
  private static final long serialVersionUID = 1L;

  public static final KeptSerializer INSTANCE = new KeptSerializer();

  @Override
  public void serialize(Kept kept, DataOutputView out) throws IOException {
    out.writeBoolean(kept.waiting());
    JoinableRecordSerializer.INSTANCE.serialize(kept.record(), out);
  }

  @Override
  public Kept deserialize(DataInputView in) throws IOException {
    boolean waiting = in.readBoolean();
    return new Kept(JoinableRecordSerializer.INSTANCE.deserialize(in), waiting);
  }

  @Override
  public TypeSerializerSnapshot<Kept> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Kept> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
