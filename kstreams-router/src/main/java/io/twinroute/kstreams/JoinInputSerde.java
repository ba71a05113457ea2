package io.twinroute.kstreams;

import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link JoinInput} as the exchange topic holds it: a byte that names the kind, then {@link
 * RecordBytes}, or byte side, int partition, long last offset, long frontier.
 */
final class JoinInputSerde implements Serde<JoinInput> {

  private static final byte ACCEPTED = 1;
  private static final byte PROGRESS = 2;
  private static final int PROGRESS_SIZE = 1 + 1 + 4 + 8 + 8;

  @Override
  public Serializer<JoinInput> serializer() {
    return (topic, input) -> write(input);
  }

  @Override
  public Deserializer<JoinInput> deserializer() {
    return (topic, bytes) -> read(ByteBuffer.wrap(bytes));
  }

  private static byte[] write(JoinInput input) {
    if (input instanceof JoinInput.Progress progress) {
      return ByteBuffer.allocate(PROGRESS_SIZE)
          .put(PROGRESS)
          .put((byte) progress.side().ordinal())
          .putInt(progress.partition())
          .putLong(progress.lastOffset())
          .putLong(progress.frontier())
          .array();
    }
    SourceRecord record = ((JoinInput.Accepted) input).record();
    ByteBuffer out = ByteBuffer.allocate(1 + RecordBytes.size(record)).put(ACCEPTED);
    RecordBytes.write(record, out);
    return out.array();
  }

  private static JoinInput read(ByteBuffer in) {
    byte kind = in.get();
    return switch (kind) {
      case ACCEPTED -> new JoinInput.Accepted(RecordBytes.read(in));
      case PROGRESS ->
          new JoinInput.Progress(Side.ofOrdinal(in.get()), in.getInt(), in.getLong(), in.getLong());
      default -> throw new SerializationException("unknown kind of exchange record: " + kind);
    };
  }
}
