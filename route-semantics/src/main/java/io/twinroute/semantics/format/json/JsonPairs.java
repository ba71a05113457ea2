package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.format.Selected;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON objects: fixed bytes, and copies between them. A copy is an input's whole value,
 * or a field of it. Of each value, one scan finds all fields.
 */
final class JsonPairs implements PairWriter {

  private static final byte[] ABSENT = "null".getBytes(UTF_8);

  private final byte[][] fixed;
  private final Copy[] copies;
  private final @Nullable FieldScan first;
  private final @Nullable FieldScan second;
  private final @Nullable Copy key;
  private final boolean isOneValue;

  /**
   * @param field which of the scanned fields of the input; {@link #WHOLE} for the value itself
   */
  private record Copy(int input, int field) {
    static final int WHOLE = -1;
  }

  private JsonPairs(Builder builder, @Nullable Copy key) {
    this.fixed = builder.fixed.toArray(byte[][]::new);
    this.copies = builder.copies.toArray(Copy[]::new);
    this.first = builder.scan(0);
    this.second = builder.scan(1);
    this.key = key;
    this.isOneValue =
        copies.length == 1
            && copies[0].equals(new Copy(0, Copy.WHOLE))
            && fixed[0].length + fixed[1].length == 0;
  }

  static JsonPairs of(String first, String second, ResultForm form) {
    Builder builder = new Builder();
    if (form.select() == null) {
      builder.text("{" + quote(first) + ":");
      builder.copy(new Copy(0, Copy.WHOLE));
      builder.text("," + quote(second) + ":");
      builder.copy(new Copy(1, Copy.WHOLE));
      builder.text("}");
    }
    return of(builder, form);
  }

  static JsonPairs ofOne(ResultForm form) {
    Builder builder = new Builder();
    if (form.select() == null) {
      builder.copy(new Copy(0, Copy.WHOLE));
    }
    return of(builder, form);
  }

  private static JsonPairs of(Builder builder, ResultForm form) {
    if (form.select() != null) {
      builder.add(form.select());
    }
    builder.end();
    return new JsonPairs(builder, form.key() == null ? null : builder.find(form.key()));
  }

  private static String quote(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static final class Builder {
    private final List<byte[]> fixed = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<List<JsonPointer>> fields = List.of(new ArrayList<>(), new ArrayList<>());
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    void text(String more) {
      text.writeBytes(more.getBytes(UTF_8));
    }

    void copy(Copy copy) {
      end();
      copies.add(copy);
    }

    void end() {
      fixed.add(text.toByteArray());
      text.reset();
    }

    Copy find(ResultField field) {
      List<JsonPointer> ofInput = fields.get(field.input());
      int at = ofInput.indexOf(field.pointer());
      if (at < 0) {
        at = ofInput.size();
        ofInput.add(field.pointer());
      }
      return new Copy(field.input(), at);
    }

    void add(Selected value) {
      if (value instanceof Selected.Field field) {
        copy(find(field.field()));
      } else if (value instanceof Selected.Constant constant) {
        text(constant.json());
      } else if (value instanceof Selected.Members members) {
        String separator = "{";
        for (Selected.Member member : members.members()) {
          text(separator + quote(member.name()) + ":");
          add(member.value());
          separator = ",";
        }
        text("}");
      }
    }

    @Nullable FieldScan scan(int input) {
      List<JsonPointer> ofInput = fields.get(input);
      return ofInput.isEmpty() ? null : JsonFormat.JSON.scan(ofInput);
    }
  }

  @Override
  public Pair pair(byte @Nullable [] one, byte @Nullable [] other) {
    return new JsonPair(one, other, places(first, one), places(second, other));
  }

  private static int @Nullable [] places(@Nullable FieldScan scan, byte @Nullable [] value) {
    if (scan == null || value == null) {
      return null;
    }
    int[] places = new int[2 * scan.fields()];
    if (!scan.scan(value, places)) {
      throw new IllegalArgumentException("a result of a value that is not valid");
    }
    return places;
  }

  private final class JsonPair implements Pair {
    private final byte @Nullable [] one;
    private final byte @Nullable [] other;
    private final int @Nullable [] placesInOne;
    private final int @Nullable [] placesInOther;

    JsonPair(
        byte @Nullable [] one,
        byte @Nullable [] other,
        int @Nullable [] placesInOne,
        int @Nullable [] placesInOther) {
      this.one = one;
      this.other = other;
      this.placesInOne = placesInOne;
      this.placesInOther = placesInOther;
    }

    @Override
    public long size() {
      long size = 0;
      for (byte[] bytes : fixed) {
        size += bytes.length;
      }
      for (Copy copy : copies) {
        size += length(copy);
      }
      return size;
    }

    private int length(Copy copy) {
      byte[] source = source(copy);
      return source == null ? ABSENT.length : length(copy, source);
    }

    @Override
    public byte[] write() {
      if (isOneValue && one != null) {
        return one;
      }
      byte[] value = new byte[Math.toIntExact(size())];
      int at = append(value, 0, fixed[0], 0, fixed[0].length);
      for (int i = 0; i < copies.length; i++) {
        byte[] source = source(copies[i]);
        at =
            source == null
                ? append(value, at, ABSENT, 0, ABSENT.length)
                : append(value, at, source, offset(copies[i]), length(copies[i], source));
        at = append(value, at, fixed[i + 1], 0, fixed[i + 1].length);
      }
      return value;
    }

    private static int append(byte[] out, int at, byte[] bytes, int from, int length) {
      System.arraycopy(bytes, from, out, at, length);
      return at + length;
    }

    @Override
    public byte @Nullable [] key() {
      byte[] source = key == null ? null : source(key);
      return key == null || source == null ? null : CanonicalKey.of(source, offset(key));
    }

    /** The value that holds what is copied; null if that is absent. */
    private byte @Nullable [] source(Copy copy) {
      byte[] value = copy.input() == 0 ? one : other;
      return value == null || offset(copy) < 0 ? null : value;
    }

    /** Where it begins; negative if it is absent. */
    private int offset(Copy copy) {
      int[] places = copy.input() == 0 ? placesInOne : placesInOther;
      return places == null || copy.field() == Copy.WHOLE ? 0 : places[2 * copy.field()];
    }

    private int length(Copy copy, byte[] source) {
      int[] places = copy.input() == 0 ? placesInOne : placesInOther;
      return places == null || copy.field() == Copy.WHOLE
          ? source.length
          : places[2 * copy.field() + 1];
    }
  }
}
