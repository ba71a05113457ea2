package io.twinroute.flink.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A source's event: a tag, then what belongs to it. */
public final class SourceEventSerializer extends ImmutableSerializer<SourceEvent> {
  private static final long serialVersionUID = 1L;

  static final SourceEventSerializer INSTANCE = new SourceEventSerializer();

  private static final byte READ = 0;
  private static final byte ASSIGNED = 1;
  private static final byte PASSED = 2;

  @Override
  public void serialize(SourceEvent event, DataOutputView out) throws IOException {
    if (event instanceof SourceEvent.Read read) {
      out.writeByte(READ);
      SourceRecordSerializer.INSTANCE.serialize(read.record(), out);
    } else if (event instanceof SourceEvent.Assigned assigned) {
      out.writeByte(ASSIGNED);
      out.writeInt(assigned.input());
      out.writeInt(assigned.partition());
    } else if (event instanceof SourceEvent.Passed passed) {
      out.writeByte(PASSED);
      out.writeInt(passed.input());
      out.writeInt(passed.partition());
      out.writeLong(passed.offset());
    }
  }

  @Override
  public SourceEvent deserialize(DataInputView in) throws IOException {
    byte tag = in.readByte();
    return switch (tag) {
      case READ -> new SourceEvent.Read(SourceRecordSerializer.INSTANCE.deserialize(in));
      case ASSIGNED -> new SourceEvent.Assigned(in.readInt(), in.readInt());
      case PASSED -> new SourceEvent.Passed(in.readInt(), in.readInt(), in.readLong());
      default -> throw unknownTag(tag);
    };
  }

  @Override
  public TypeSerializerSnapshot<SourceEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the format in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
