package io.twinroute.mirror.transform;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a mirrored record came from: the value of the header that {@link
 * SourceCoordinatesTransform} appends.
 *
 * <p>The value has exactly {@link #LENGTH} bytes, big-endian: the source partition (int), the
 * source offset (long) and the source record's timestamp (long, epoch milliseconds; negative as the
 * source holds it, -1 if it has none). Cluster and topic are not in it: the remote topic's name
 * holds them.
 *
 * <p>A chain of mirrors leaves one such header per hop, so readers take the last one. The readers
 * here do not check the length; ask {@link #isValid} first.
 */
public final class SourceCoordinates {

  /** The header's name. Changing it, or the layout, breaks every mirrored topic. */
  public static final String HEADER = "twinroute-source";

  /** The header value's length in bytes. */
  public static final int LENGTH = Integer.BYTES + 2 * Long.BYTES;

  private static final int OFFSET_AT = Integer.BYTES;
  private static final int TIMESTAMP_AT = OFFSET_AT + Long.BYTES;

  // Reads and writes the array in place; a ByteBuffer would be one more object for each record.
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private SourceCoordinates() {}

  /** The header's value for a record at {@code partition} and {@code offset} of its source. */
  public static byte[] encode(int partition, long offset, long timestamp) {
    byte[] value = new byte[LENGTH];
    INT.set(value, 0, partition);
    LONG.set(value, OFFSET_AT, offset);
    LONG.set(value, TIMESTAMP_AT, timestamp);
    return value;
  }

  /** The source partition. */
  public static int partition(byte[] value) {
    return (int) INT.get(value, 0);
  }

  /** The source offset. */
  public static long offset(byte[] value) {
    return (long) LONG.get(value, OFFSET_AT);
  }

  /** The source record's timestamp in epoch milliseconds, as the source holds it. */
  public static long timestamp(byte[] value) {
    return (long) LONG.get(value, TIMESTAMP_AT);
  }

  /**
   * The header that the last mirror has left, which names a partition and an offset; null if there
   * is no such header, or it is not valid.
   */
  public static @Nullable Header find(Headers headers) {
    Header last = headers.lastHeader(HEADER);
    return last == null || !isValid(last.value()) ? null : last;
  }

  /** Whether {@code value} has the right length and names a partition and an offset. */
  public static boolean isValid(byte @Nullable [] value) {
    return value != null && value.length == LENGTH && partition(value) >= 0 && offset(value) >= 0;
  }
}
