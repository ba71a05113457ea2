package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.KeyField;
import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.Rejection;
import org.jspecify.annotations.Nullable;

/** JSON texts (RFC 8259) in UTF-8. A result is an object with a member for each input. */
public enum JsonFormat implements ValueFormat {
  JSON;

  @Override
  public boolean isValid(byte[] value) {
    return JsonScan.isJson(value);
  }

  @Override
  public Rejection invalid() {
    return Rejection.NOT_JSON;
  }

  @Override
  public KeyField field(JsonPointer pointer) {
    JsonField field = new JsonField(pointer);
    return value -> {
      int at = field.find(value);
      return at < 0 ? null : CanonicalKey.of(value, at);
    };
  }

  @Override
  public PairWriter pairs(String first, String second) {
    return new Pairs(
        ("{" + quote(first) + ":").getBytes(UTF_8), ("," + quote(second) + ":").getBytes(UTF_8));
  }

  private static String quote(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @SuppressWarnings("ArrayRecordComponent") // nothing compares writers
  private record Pairs(byte[] beforeFirst, byte[] beforeSecond) implements PairWriter {

    private static final byte[] ABSENT = "null".getBytes(UTF_8);

    @Override
    public long size(byte @Nullable [] first, byte @Nullable [] second) {
      byte[] one = first == null ? ABSENT : first;
      byte[] other = second == null ? ABSENT : second;
      return (long) beforeFirst.length + one.length + beforeSecond.length + other.length + 1;
    }

    @Override
    public byte[] write(byte @Nullable [] first, byte @Nullable [] second) {
      byte[] one = first == null ? ABSENT : first;
      byte[] other = second == null ? ABSENT : second;
      byte[] value = new byte[Math.toIntExact(size(first, second))];
      int at = append(value, 0, beforeFirst);
      at = append(value, at, one);
      at = append(value, at, beforeSecond);
      at = append(value, at, other);
      value[at] = '}';
      return value;
    }

    private static int append(byte[] out, int at, byte[] bytes) {
      System.arraycopy(bytes, 0, out, at, bytes.length);
      return at + bytes.length;
    }
  }
}
