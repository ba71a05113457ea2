package io.twinroute.semantics.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.TooLargeResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a two-sided result: the two values as their format puts them side by side, and the
 * coordinates of both records in a header. A result that would be larger than the route's records
 * may be is not put together; a {@link TooLargeResult} takes its place.
 */
public final class ResultFormat {

  private static final byte[] ID_KEY = RouteResult.ID_HEADER.getBytes(UTF_8);
  private static final byte ABSENT_SIDE = '-';

  private final PairWriter values;
  private final Coordinates left;
  private final Coordinates right;
  private final SizeLimit limit;

  /**
   * @param left the partitions of the left side
   * @param right the partitions of the right side
   * @param values writes the two values
   * @param limit how large a result may be
   */
  public ResultFormat(
      SourcePartitions left, SourcePartitions right, PairWriter values, SizeLimit limit) {
    this.left = new Coordinates(left);
    this.right = new Coordinates(right);
    this.values = values;
    this.limit = limit;
  }

  /** The result of a pair that matches. */
  public LogicOutput pair(AcceptedRecord left, AcceptedRecord right) {
    return result(left.key(), Math.max(left.timestamp(), right.timestamp()), left, right);
  }

  /** The result of a record that has no partner. */
  public LogicOutput alone(AcceptedRecord record) {
    return record.input() == Sides.LEFT
        ? result(record.key(), record.timestamp(), record, null)
        : result(record.key(), record.timestamp(), null, record);
  }

  private LogicOutput result(
      byte[] key, long timestamp, @Nullable AcceptedRecord left, @Nullable AcceptedRecord right) {
    byte[] first = valueOf(left);
    byte[] second = valueOf(right);
    byte[] id = id(left, right);
    Headers headers = headers(id, left, right);
    long valueBytes = values.size(first, second);
    return limit.admits(key, valueBytes, headers)
        ? new RouteResult(key, values.write(first, second), timestamp, headers)
        : TooLargeResult.of(key, timestamp, id, SizeLimit.size(key, valueBytes, headers));
  }

  private static byte @Nullable [] valueOf(@Nullable AcceptedRecord record) {
    if (record == null) {
      return null;
    }
    byte[] value = record.value();
    if (value == null) {
      throw new IllegalArgumentException("a tombstone gives no result: " + record);
    }
    return value;
  }

  private static Headers headers(
      byte[] id, @Nullable AcceptedRecord left, @Nullable AcceptedRecord right) {
    byte[] l = headersOf(left);
    byte[] r = headersOf(right);
    ByteBuffer block = ByteBuffer.allocate(Headers.encodedSize(ID_KEY, id) + l.length + r.length);
    Headers.putHeader(block, ID_KEY, id);
    block.put(l).put(r);
    return Headers.ofBytes(block.array());
  }

  private static byte[] headersOf(@Nullable AcceptedRecord record) {
    return (record == null ? Headers.EMPTY : record.headers()).toBytes();
  }

  private byte[] id(@Nullable AcceptedRecord ofLeft, @Nullable AcceptedRecord ofRight) {
    byte[] scratch = new byte[left.longest() + 1 + right.longest()];
    int at = append(scratch, 0, left, ofLeft);
    scratch[at++] = '+';
    at = append(scratch, at, right, ofRight);
    return Arrays.copyOf(scratch, at);
  }

  private static int append(
      byte[] out, int at, Coordinates coordinates, @Nullable AcceptedRecord record) {
    if (record == null) {
      out[at] = ABSENT_SIDE;
      return at + 1;
    }
    return coordinates.append(out, at, record.partition(), record.offset());
  }
}
