package io.twinroute.semantics.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.RouteResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a two-sided result: the two values as their format puts them side by side, and the
 * coordinates of both records in a header.
 */
public final class ResultFormat {

  private static final byte[] ID_KEY = RouteResult.ID_HEADER.getBytes(UTF_8);
  private static final byte ABSENT_SIDE = '-';
  private static final int LONGEST_NUMBER = 20;

  private final PairWriter values;
  private final byte[] leftTopic;
  private final byte[] rightTopic;

  /**
   * @param leftTopic cluster alias and topic of the left side, as {@code east/orders}
   * @param rightTopic cluster alias and topic of the right side
   * @param values writes the two values
   */
  public ResultFormat(String leftTopic, String rightTopic, PairWriter values) {
    this.leftTopic = leftTopic.getBytes(UTF_8);
    this.rightTopic = rightTopic.getBytes(UTF_8);
    this.values = values;
  }

  /** The result of a pair that matches. */
  public RouteResult pair(AcceptedRecord left, AcceptedRecord right) {
    return new RouteResult(
        left.key(),
        values.write(valueOf(left), valueOf(right)),
        Math.max(left.timestamp(), right.timestamp()),
        headers(left, right));
  }

  /** The result of a record that has no partner. */
  public RouteResult alone(AcceptedRecord record) {
    byte[] value = valueOf(record);
    boolean left = record.input() == Sides.LEFT;
    return new RouteResult(
        record.key(),
        left ? values.write(value, null) : values.write(null, value),
        record.timestamp(),
        left ? headers(record, null) : headers(null, record));
  }

  private static byte[] valueOf(AcceptedRecord record) {
    byte[] value = record.value();
    if (value == null) {
      throw new IllegalArgumentException("a tombstone gives no result: " + record);
    }
    return value;
  }

  private Headers headers(@Nullable AcceptedRecord left, @Nullable AcceptedRecord right) {
    byte[] id = id(left, right);
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

  private byte[] id(@Nullable AcceptedRecord left, @Nullable AcceptedRecord right) {
    byte[] scratch = new byte[leftTopic.length + rightTopic.length + 5 + 4 * LONGEST_NUMBER];
    int at = coordinates(scratch, 0, leftTopic, left);
    scratch[at++] = '+';
    at = coordinates(scratch, at, rightTopic, right);
    return Arrays.copyOf(scratch, at);
  }

  private static int coordinates(
      byte[] out, int start, byte[] topic, @Nullable AcceptedRecord record) {
    if (record == null) {
      out[start] = ABSENT_SIDE;
      return start + 1;
    }
    int at = append(out, start, topic);
    out[at++] = '/';
    at = appendNumber(out, at, record.partition());
    out[at++] = '@';
    return appendNumber(out, at, record.offset());
  }

  private static int append(byte[] out, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }

  /** Partitions and offsets are never negative. */
  private static int appendNumber(byte[] out, int at, long number) {
    int end = at + 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      end++;
    }
    int i = end;
    long rest = number;
    do {
      out[--i] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return end;
  }
}
