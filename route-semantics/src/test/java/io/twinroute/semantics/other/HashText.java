package io.twinroute.semantics.other;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.Rejection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Not JSON: texts that begin with {@code #}. The one field is what is between the first two colons,
 * and a result is {@code first|second}.
 */
public enum HashText implements ValueFormat {
  HASH_TEXT;

  @Override
  public boolean isValid(byte[] value) {
    return value.length > 0 && value[0] == '#';
  }

  /** The rejections have one reason for a value that is not of its format. */
  @Override
  public Rejection invalid() {
    return Rejection.NOT_JSON;
  }

  /** Every field is the same one. */
  @Override
  public FieldScan scan(List<JsonPointer> fields) {
    return new FieldScan() {
      @Override
      public int fields() {
        return fields.size();
      }

      @Override
      public boolean scan(byte[] value, int[] places) {
        String text = new String(value, UTF_8);
        int from = text.indexOf(':') + 1;
        int to = text.indexOf(':', from);
        boolean absent = from == 0 || to < 0;
        for (int i = 0; i < fields.size(); i++) {
          places[2 * i] = absent ? ABSENT : from;
          places[2 * i + 1] = absent ? ABSENT : to - from;
        }
        return isValid(value);
      }
    };
  }

  @Override
  public byte @Nullable [] key(byte[] value, int at) {
    String text = new String(value, at, value.length - at, UTF_8);
    return text.substring(0, text.indexOf(':')).getBytes(UTF_8);
  }

  @Override
  public long time(byte[] value, int at, TimeUnit unit) {
    return -1;
  }

  @Override
  public Object decode(byte[] value, int at, Object ofNull) {
    return new String(value, at, value.length - at, UTF_8);
  }

  @Override
  public boolean hasMembers(byte[] value, int at) {
    return false;
  }

  @Override
  public PairWriter pairs(String first, String second, ResultForm form) {
    return (one, other) -> new HashPair((text(one) + "|" + text(other)).getBytes(UTF_8));
  }

  @Override
  public PairWriter own(ResultForm form) {
    return (one, other) -> new HashPair(text(one).getBytes(UTF_8));
  }

  @SuppressWarnings("ArrayRecordComponent") // nothing compares it
  private record HashPair(byte[] write) implements PairWriter.Pair {

    @Override
    public long size() {
      return write.length;
    }

    @Override
    public byte @Nullable [] key() {
      return null;
    }
  }

  private static String text(byte @Nullable [] value) {
    return value == null ? "" : new String(value, UTF_8);
  }
}
