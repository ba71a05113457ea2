package io.twinroute.cli.sample;

import io.twinroute.semantics.format.ValueFormat;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Describes what bytes look like: by their first bytes, by their length, or by whether they are
 * text. It is a guess for people; what a route accepts is decided by its {@link ValueFormat}.
 */
final class Forms {

  private static final List<Beginning> BEGINNINGS =
      List.of(
          Beginning.of(Form.GZIP, "1f8b"),
          Beginning.of(Form.ZSTD, "28b52ffd"),
          Beginning.of(Form.LZ4, "04224d18"),
          Beginning.of(Form.SNAPPY, "82534e4150505900"),
          Beginning.of(Form.SNAPPY, "ff060000734e61507059"),
          Beginning.of(Form.ZLIB, "7801"),
          Beginning.of(Form.ZLIB, "789c"),
          Beginning.of(Form.ZLIB, "78da"),
          Beginning.of(Form.ZIP, "504b0304"),
          Beginning.of(Form.AVRO_FILE, "4f626a01"),
          Beginning.of(Form.AVRO_OBJECT, "c301"),
          Beginning.of(Form.JAVA_OBJECT, "aced0005"),
          Beginning.of(Form.BYTE_ORDER_MARK, "efbbbf"),
          Beginning.of(Form.UTF_16, "feff"),
          Beginning.of(Form.UTF_16, "fffe"));

  private static final int GLUE_PREFIX = 18;

  private Forms() {}

  /** The first bytes of everything with this form. */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares beginnings
  private record Beginning(Form form, byte[] bytes) {

    static Beginning of(Form form, String hex) {
      return new Beginning(form, HexFormat.of().parseHex(hex));
    }

    boolean isOf(byte[] all) {
      return all.length >= bytes.length
          && Arrays.equals(all, 0, bytes.length, bytes, 0, bytes.length);
    }
  }

  /**
   * The form of a key or a value.
   *
   * @param format decides what may follow a registry's prefix
   */
  static Form of(byte[] bytes, ValueFormat format) {
    if (bytes.length == 0) {
      return Form.EMPTY;
    }
    for (Beginning known : BEGINNINGS) {
      if (known.isOf(bytes)) {
        return known.form();
      }
    }
    if (Texts.isUtf8(bytes)) {
      return Texts.form(bytes);
    }
    return Texts.isUtf16(bytes) ? Form.UTF_16 : binary(bytes, format);
  }

  /**
   * The same for a record whose headers may name the schema.
   *
   * @param hasSchemaHeader whether one does
   */
  static Form of(byte[] bytes, ValueFormat format, boolean hasSchemaHeader) {
    return hasSchemaHeader && !Texts.isUtf8(bytes) ? Form.HEADER_REGISTRY : of(bytes, format);
  }

  private static Form binary(byte[] bytes, ValueFormat format) {
    if (bytes.length == Integer.BYTES) {
      return Form.INTEGER;
    }
    if (isUuid(bytes)) {
      return Form.UUID_BYTES;
    }
    if (isLong(bytes, format)) {
      return Form.LONG;
    }
    if (RegistryPrefix.isShort(bytes)) {
      return isValidFrom(bytes, RegistryPrefix.SHORT, format) ? Form.REGISTRY_JSON : Form.REGISTRY;
    }
    if (RegistryPrefix.isLong(bytes)) {
      return isValidFrom(bytes, RegistryPrefix.LONG, format)
          ? Form.LONG_REGISTRY_JSON
          : Form.LONG_REGISTRY;
    }
    if (isOfGlue(bytes)) {
      return Form.GLUE_REGISTRY;
    }
    if (Protobuf.isPlausible(bytes)) {
      return Form.PROTOBUF;
    }
    return Texts.isLatin(bytes) ? Form.OTHER_TEXT : Form.BINARY;
  }

  /** Only the versions and the variant of RFC 9562. */
  private static boolean isUuid(byte[] bytes) {
    if (bytes.length != 2 * Long.BYTES) {
      return false;
    }
    int version = (bytes[6] & 0xf0) >> 4;
    return version >= 1 && version <= 8 && (bytes[8] & 0xc0) == 0x80;
  }

  /** Eight bytes may also be a prefix with three bytes behind it, if these look like a value. */
  private static boolean isLong(byte[] bytes, ValueFormat format) {
    if (bytes.length != Long.BYTES) {
      return false;
    }
    byte[] rest = Arrays.copyOfRange(bytes, RegistryPrefix.SHORT, bytes.length);
    boolean avroText = rest[0] == 2 * (rest.length - 1) && Texts.isUtf8(rest, 1);
    return !(RegistryPrefix.isShort(bytes) && (avroText || format.isValid(rest)));
  }

  private static boolean isOfGlue(byte[] bytes) {
    return bytes.length >= GLUE_PREFIX && bytes[0] == 3 && (bytes[1] == 0 || bytes[1] == 5);
  }

  private static boolean isValidFrom(byte[] bytes, int from, ValueFormat format) {
    return format.isValid(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
