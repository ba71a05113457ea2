package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a result: the two values side by side in one JSON object, each with its own bytes,
 * and the inputs' coordinates in a header.
 */
public final class ResultFormat {

  private static final byte[] ID_KEY = JoinResult.ID_HEADER.getBytes(UTF_8);
  private static final int LONGEST_NUMBER = 20;

  private final byte[] beforeLeft;
  private final byte[] beforeRight;
  private final byte[] leftTopic;
  private final byte[] rightTopic;

  /**
   * @param leftTopic cluster alias and topic of the left side, as {@code east/orders}
   * @param leftAs the left value's member name
   * @param rightTopic cluster alias and topic of the right side
   * @param rightAs the right value's member name
   */
  public ResultFormat(String leftTopic, String leftAs, String rightTopic, String rightAs) {
    this.beforeLeft = ("{" + quote(leftAs) + ":").getBytes(UTF_8);
    this.beforeRight = ("," + quote(rightAs) + ":").getBytes(UTF_8);
    this.leftTopic = leftTopic.getBytes(UTF_8);
    this.rightTopic = rightTopic.getBytes(UTF_8);
  }

  /** The result of a pair that matches. */
  public JoinResult join(JoinableRecord left, JoinableRecord right) {
    return new JoinResult(
        left.key(),
        value(left, right),
        Math.max(left.timestamp(), right.timestamp()),
        headers(left, right));
  }

  private byte[] value(JoinableRecord left, JoinableRecord right) {
    byte[] l = left.value();
    byte[] r = right.value();
    byte[] value = new byte[beforeLeft.length + l.length + beforeRight.length + r.length + 1];
    int at = append(value, 0, beforeLeft);
    at = append(value, at, l);
    at = append(value, at, beforeRight);
    at = append(value, at, r);
    value[at] = '}';
    return value;
  }

  private Headers headers(JoinableRecord left, JoinableRecord right) {
    byte[] id = id(left, right);
    byte[] l = left.headers().toBytes();
    byte[] r = right.headers().toBytes();
    ByteBuffer block = ByteBuffer.allocate(Headers.encodedSize(ID_KEY, id) + l.length + r.length);
    Headers.putHeader(block, ID_KEY, id);
    block.put(l).put(r);
    return Headers.ofBytes(block.array());
  }

  private byte[] id(JoinableRecord left, JoinableRecord right) {
    byte[] scratch = new byte[leftTopic.length + rightTopic.length + 5 + 4 * LONGEST_NUMBER];
    int at = coordinates(scratch, 0, leftTopic, left);
    scratch[at++] = '+';
    at = coordinates(scratch, at, rightTopic, right);
    return Arrays.copyOf(scratch, at);
  }

  private static int coordinates(byte[] out, int start, byte[] topic, JoinableRecord record) {
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
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }

  private static String quote(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
