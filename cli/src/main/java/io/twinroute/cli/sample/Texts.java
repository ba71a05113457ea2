package io.twinroute.cli.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/** Classifies bytes as text. */
final class Texts {

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final int UUID_LENGTH = 36;
  private static final int SHORTEST_UTF_16 = 4;
  private static final int LATIN_AT_MOST = 4;

  private Texts() {}

  /** Whether all of it is well-formed UTF-8 without control characters but white space. */
  static boolean isUtf8(byte[] bytes) {
    return isUtf8(bytes, 0);
  }

  static boolean isUtf8(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (isControl(bytes[i])) {
        return false;
      }
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether it is UTF-16 of characters that other encodings write as one byte. */
  static boolean isUtf16(byte[] bytes) {
    return bytes.length >= SHORTEST_UTF_16
        && bytes.length % 2 == 0
        && (hasLettersBesideZeros(bytes, 1, 0) || hasLettersBesideZeros(bytes, 0, 1));
  }

  private static boolean hasLettersBesideZeros(byte[] bytes, int letter, int zero) {
    for (int i = 0; i < bytes.length; i += 2) {
      if (bytes[i + zero] != 0 || bytes[i + letter] <= 0 || isControl(bytes[i + letter])) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is text in an encoding of one byte a character, mostly letters of ASCII. */
  static boolean isLatin(byte[] bytes) {
    int others = 0;
    for (byte each : bytes) {
      if (isControl(each)) {
        return false;
      }
      others += each < 0 ? 1 : 0;
    }
    return others <= bytes.length / LATIN_AT_MOST;
  }

  /**
   * What kind of text it is.
   *
   * @param utf8 see {@link #isUtf8}
   */
  static Form form(byte[] utf8) {
    int first = 0;
    while (first < utf8.length && isSpace(utf8[first])) {
      first++;
    }
    int last = utf8.length - 1;
    while (last > first && isSpace(utf8[last])) {
      last--;
    }
    return switch (first == utf8.length ? ' ' : (char) utf8[first]) {
      case '<' -> Form.XML;
      case '{', '[' -> Form.JSON_TEXT;
      case '"' -> last > first && utf8[last] == '"' ? Form.QUOTED : Form.TEXT;
      default -> isUuid(utf8) ? Form.UUID_TEXT : Form.TEXT;
    };
  }

  private static boolean isUuid(byte[] utf8) {
    return utf8.length == UUID_LENGTH && UUID.matcher(new String(utf8, US_ASCII)).matches();
  }

  private static boolean isControl(byte each) {
    return each >= 0 && each < ' ' && !isSpace(each) || each == 0x7f;
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\t' || each == '\n' || each == '\r';
  }
}
