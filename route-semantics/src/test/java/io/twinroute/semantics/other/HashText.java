package io.twinroute.semantics.other;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.KeyField;
import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.Rejection;
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

  @Override
  public KeyField field(JsonPointer pointer) {
    return value -> {
      String[] parts = new String(value, UTF_8).split(":", -1);
      return parts.length < 3 ? null : parts[1].getBytes(UTF_8);
    };
  }

  @Override
  public PairWriter pairs(String first, String second) {
    return new PairWriter() {
      @Override
      public byte[] write(byte @Nullable [] one, byte @Nullable [] other) {
        return (text(one) + "|" + text(other)).getBytes(UTF_8);
      }

      @Override
      public long size(byte @Nullable [] one, byte @Nullable [] other) {
        return write(one, other).length;
      }
    };
  }

  private static String text(byte @Nullable [] value) {
    return value == null ? "" : new String(value, UTF_8);
  }
}
