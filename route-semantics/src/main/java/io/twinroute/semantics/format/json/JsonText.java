package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The characters of a JSON string. */
final class JsonText {

  private JsonText() {}

  /**
   * The string that begins at {@code at}, with its escapes resolved; surrogates may be unpaired.
   *
   * @param json a valid JSON text
   */
  static String characters(byte[] json, int at) {
    StringBuilder text = new StringBuilder();
    int plain = at + 1;
    int next = plain;
    while (json[next] != '"') {
      if (json[next] != '\\') {
        next++;
        continue;
      }
      text.append(new String(json, plain, next - plain, UTF_8));
      if (json[next + 1] == 'u') {
        text.append((char) Integer.parseInt(new String(json, next + 2, 4, UTF_8), 16));
        next += 6;
      } else {
        text.append(escaped(json[next + 1]));
        next += 2;
      }
      plain = next;
    }
    return text.append(new String(json, plain, next - plain, UTF_8)).toString();
  }

  private static char escaped(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) letter; // quote, solidus and backslash denote themselves
    };
  }
}
