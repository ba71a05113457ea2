package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.state.RecordBytes;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.PartitionFrontier;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the accept processors report to the logic, as the repartition topic holds it: a byte that
 * names the kind, then {@link RecordBytes}, or byte input, int partition, long last offset, long
 * frontier.
 */
public final class LogicInputSerde implements Serde<AcceptOutput> {

  private static final byte RECORD = 1;
  private static final byte FRONTIER = 2;
  private static final int FRONTIER_SIZE = 1 + 1 + 4 + 8 + 8;

  @Override
  public Serializer<AcceptOutput> serializer() {
    return (topic, input) -> write(input);
  }

  @Override
  public Deserializer<AcceptOutput> deserializer() {
    return (topic, bytes) -> read(ByteBuffer.wrap(bytes));
  }

  private static byte[] write(AcceptOutput input) {
    if (input instanceof PartitionFrontier frontier) {
      return ByteBuffer.allocate(FRONTIER_SIZE)
          .put(FRONTIER)
          .put((byte) frontier.input())
          .putInt(frontier.partition())
          .putLong(frontier.lastOffset())
          .putLong(frontier.frontier())
          .array();
    }
    if (input instanceof AcceptedRecord record) {
      ByteBuffer out = ByteBuffer.allocate(1 + RecordBytes.size(record)).put(RECORD);
      RecordBytes.write(record, out);
      return out.array();
    }
    throw new SerializationException("not for the repartition topic: " + input);
  }

  private static AcceptOutput read(ByteBuffer in) {
    byte kind = in.get();
    return switch (kind) {
      case RECORD -> RecordBytes.readJoinable(in);
      case FRONTIER -> new PartitionFrontier(in.get(), in.getInt(), in.getLong(), in.getLong());
      default ->
          throw new SerializationException(
              "unknown kind of record in the repartition topic: " + kind);
    };
  }
}
