package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.JsonPointer;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the value at a JSON Pointer without building anything. Where an object has a member twice,
 * the last one counts, as for most parsers.
 */
final class JsonField {

  private static final int ABSENT = -1;

  private final List<Token> tokens;

  /**
   * @param index the array index that the token names; -1 if it names none
   */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares tokens
  private record Token(String text, byte[] utf8, long index) {

    static Token of(String text) {
      // RFC 6901: no leading zeros. More digits than these would be beyond any array.
      boolean index = text.matches("0|[1-9]\\d{0,9}");
      return new Token(text, text.getBytes(UTF_8), index ? Long.parseLong(text) : ABSENT);
    }
  }

  public JsonField(JsonPointer pointer) {
    this.tokens = pointer.tokens().stream().map(Token::of).toList();
  }

  /**
   * Where the value begins, or -1 if there is none.
   *
   * @param json a valid JSON text
   */
  public int find(byte[] json) {
    int at = JsonWalk.skipSpace(json, 0);
    for (int t = 0; t < tokens.size() && at >= 0; t++) {
      at =
          switch (json[at]) {
            case '{' -> member(json, at, tokens.get(t));
            case '[' -> element(json, at, tokens.get(t).index());
            default -> ABSENT;
          };
    }
    return at;
  }

  private static int member(byte[] json, int object, Token name) {
    int found = ABSENT;
    int at = JsonWalk.skipSpace(json, object + 1);
    while (json[at] == '"') {
      int end = JsonWalk.skipString(json, at);
      int value = JsonWalk.skipSpace(json, JsonWalk.skipSpace(json, end) + 1);
      if (isNamed(json, at, end, name)) {
        found = value;
      }
      at = afterSeparator(json, JsonWalk.skipValue(json, value));
    }
    return found;
  }

  private static boolean isNamed(byte[] json, int from, int to, Token name) {
    int start = from + 1;
    int end = to - 1;
    if (Arrays.equals(json, start, end, name.utf8(), 0, name.utf8().length)) {
      return name.text().indexOf('\\') < 0;
    }
    for (int i = start; i < end; i++) {
      if (json[i] == '\\') {
        return JsonText.characters(json, from).equals(name.text());
      }
    }
    return false;
  }

  private static int element(byte[] json, int array, long index) {
    int at = JsonWalk.skipSpace(json, array + 1);
    for (long i = 0; index >= 0 && json[at] != ']'; i++) {
      if (i == index) {
        return at;
      }
      at = afterSeparator(json, JsonWalk.skipValue(json, at));
    }
    return ABSENT;
  }

  /** The next name or element, or the end of the container. */
  private static int afterSeparator(byte[] json, int behindValue) {
    int at = JsonWalk.skipSpace(json, behindValue);
    return json[at] == ',' ? JsonWalk.skipSpace(json, at + 1) : at;
  }
}
