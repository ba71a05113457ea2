package io.twinroute.flink.source.internals;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * An enumerator's state in the form of Flink's own coordinator (since 1.14): the form's version,
 * the version of the state's form, the state's size, the state.
 */
record EnumeratorState<StateT>(SimpleVersionedSerializer<StateT> serializer) {

  private static final int VERSION = 1;
  private static final int ROOM = 64;

  byte[] write(StateT state) throws IOException {
    byte[] bytes = serializer.serialize(state);
    DataOutputSerializer out = new DataOutputSerializer(ROOM + bytes.length);
    out.writeInt(VERSION);
    out.writeInt(serializer.getVersion());
    out.writeInt(bytes.length);
    out.write(bytes);
    return out.getCopyOfBuffer();
  }

  StateT read(byte[] form) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(form);
    int version = in.readInt();
    if (version > VERSION) {
      throw new IOException("A source's state has the unknown form " + version + ".");
    }
    int ofState = in.readInt();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return serializer.deserialize(ofState, bytes);
  }
}
