package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes under which a field is joined: a string's characters, a number in plain decimal without
 * anything that does not change its value, or {@code true} and {@code false}. So the string {@code
 * "1"} and the numbers {@code 1}, {@code 1.0} and {@code 1e0} are one key.
 */
final class CanonicalKey {

  /** A longer number is no key: it would cost more than it can be worth. */
  static final int LONGEST_NUMBER = 1_000;

  private CanonicalKey() {}

  /**
   * The key of the value that begins at {@code at}; null for null, an object, an array, a string
   * that is not well-formed Unicode and a number that is too long.
   *
   * @param json a valid JSON text
   */
  public static byte @Nullable [] of(byte[] json, int at) {
    return switch (json[at]) {
      case '{', '[', 'n' -> null;
      case '"' -> ofString(json, at);
      case 't', 'f' -> Arrays.copyOfRange(json, at, JsonWalk.skipWord(json, at));
      default -> ofNumber(json, at, JsonWalk.skipWord(json, at));
    };
  }

  private static byte @Nullable [] ofString(byte[] json, int at) {
    int end = JsonWalk.skipString(json, at) - 1;
    for (int i = at + 1; i < end; i++) {
      if (json[i] == '\\') {
        return utf8(JsonText.characters(json, at));
      }
    }
    return Arrays.copyOfRange(json, at + 1, end);
  }

  private static byte @Nullable [] utf8(String text) {
    try {
      ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] key = new byte[bytes.remaining()];
      bytes.get(key);
      return key;
    } catch (CharacterCodingException e) {
      return null; // an unpaired surrogate
    }
  }

  private static byte @Nullable [] ofNumber(byte[] json, int at, int end) {
    if (end - at > LONGEST_NUMBER) {
      return null;
    }
    if (isPlainInteger(json, at, end)) {
      return Arrays.copyOfRange(json, at, end);
    }
    return plain(new String(json, at, end - at, UTF_8));
  }

  /** Whole, and not {@code -0}: JSON has no leading zeros, so it is canonical as it is. */
  private static boolean isPlainInteger(byte[] json, int at, int end) {
    if (json[at] == '-' && json[at + 1] == '0') {
      return false;
    }
    for (int i = at + 1; i < end; i++) {
      if (json[i] < '0' || json[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static byte @Nullable [] plain(String number) {
    BigDecimal value;
    try {
      value = new BigDecimal(number).stripTrailingZeros();
    } catch (NumberFormatException | ArithmeticException e) {
      return isZero(number) ? new byte[] {'0'} : null; // an exponent beyond all bounds
    }
    // Before it is written out: 1e999999999 is short only in this form.
    long digits = Math.max(value.precision(), Math.abs((long) value.scale()));
    if (value.signum() != 0 && digits > LONGEST_NUMBER) {
      return null;
    }
    String plain = value.signum() == 0 ? "0" : value.toPlainString();
    return plain.length() > LONGEST_NUMBER ? null : plain.getBytes(UTF_8);
  }

  /** Whether no digit but zero comes before the exponent. */
  static boolean isZero(String number) {
    for (int i = 0; i < number.length() && (number.charAt(i) | 0x20) != 'e'; i++) {
      if (number.charAt(i) >= '1' && number.charAt(i) <= '9') {
        return false;
      }
    }
    return true;
  }
}
