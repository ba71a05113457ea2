package io.twinroute.kstreams.state;

import io.twinroute.semantics.record.AcceptedRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The changes of a time bucket's recent records, in order. It refers to the records, which are on
 * the heap anyway, and becomes bytes only when it is written.
 *
 * <p>As bytes: entries, one after the other. An entry is a byte for the kind of change, and then,
 * for {@link #KEPT} and {@link #WAITS}, the record as {@link RecordBytes}; for {@link
 * #WAITS_NO_LONGER}, the record's int partition and long offset.
 */
public final class RecentChunk {

  /** The record has come, and its own result is fixed already. */
  static final byte KEPT = 0;

  /** The record has come, and waits for its own result to be fixed. */
  static final byte WAITS = 1;

  static final byte WAITS_NO_LONGER = 2;

  /** Only a single record may be larger. */
  private static final int LARGEST = 256 << 10;

  private static final int COORDINATES = Integer.BYTES + Long.BYTES;

  private final List<AcceptedRecord> records = new ArrayList<>();
  private byte[] events = new byte[16];
  private int bytes;

  /** A record, and whether its own result is not fixed yet. */
  public record Kept(AcceptedRecord record, boolean waits) {}

  /** An entry about a record of one input. */
  public record Coordinates(int partition, long offset) {}

  /**
   * Adds an entry, unless the chunk would become too large to be held back until the commit. An
   * empty chunk accepts any entry.
   *
   * @return whether it was added
   */
  boolean add(byte event, AcceptedRecord record) {
    int count = records.size();
    int size = 1 + (event == WAITS_NO_LONGER ? COORDINATES : RecordBytes.size(record));
    if (count > 0 && bytes + size > LARGEST) {
      return false;
    }
    if (count == events.length) {
      events = Arrays.copyOf(events, 2 * count);
    }
    events[count] = event;
    records.add(record);
    bytes += size;
    return true;
  }

  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(bytes);
    for (int i = 0; i < records.size(); i++) {
      AcceptedRecord record = records.get(i);
      out.put(events[i]);
      if (events[i] == WAITS_NO_LONGER) {
        out.putInt(record.partition()).putLong(record.offset());
      } else {
        RecordBytes.write(record, out);
      }
    }
    return out.array();
  }

  /**
   * Applies the changes of a chunk.
   *
   * @param records the records of the bucket, as they are after the chunks before this one
   */
  static void read(byte[] chunk, Map<Coordinates, Kept> records) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    while (in.hasRemaining()) {
      byte event = in.get();
      if (event == WAITS_NO_LONGER) {
        records.computeIfPresent(
            new Coordinates(in.getInt(), in.getLong()),
            (at, kept) -> new Kept(kept.record(), false));
      } else {
        AcceptedRecord record = RecordBytes.readJoinable(in);
        records.put(
            new Coordinates(record.partition(), record.offset()), new Kept(record, event == WAITS));
      }
    }
  }
}
