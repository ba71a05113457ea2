package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds what a valid JSON text holds: maps, lists, texts, truth values and numbers. A number that
 * is written without a fraction and an exponent and fits 64 bits is a {@code Long}, every other one
 * a {@code Double}. Of members with one name the last one counts.
 */
final class JsonTree {

  private static final int PLAIN_DIGITS = 18;

  private final byte[] json;
  private final Object ofNull;
  private int at;

  private JsonTree(byte[] json, int at, Object ofNull) {
    this.json = json;
    this.at = at;
    this.ofNull = ofNull;
  }

  /**
   * The value that begins at {@code at}.
   *
   * @param ofNull what null becomes
   */
  static Object of(byte[] json, int at, Object ofNull) {
    return new JsonTree(json, JsonWalk.skipSpace(json, at), ofNull).value();
  }

  /** Values are at most {@link JsonScan#DEEPEST} levels deep. */
  private Object value() {
    return switch (json[at]) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text();
      case 't' -> word(Boolean.TRUE);
      case 'f' -> word(Boolean.FALSE);
      case 'n' -> word(ofNull);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    at = JsonWalk.skipSpace(json, at + 1);
    while (json[at] != '}') {
      String name = text();
      at = JsonWalk.skipSpace(json, JsonWalk.skipSpace(json, at) + 1);
      members.put(name, value());
      skipSeparator();
    }
    at++;
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    at = JsonWalk.skipSpace(json, at + 1);
    while (json[at] != ']') {
      elements.add(value());
      skipSeparator();
    }
    at++;
    return elements;
  }

  private void skipSeparator() {
    at = JsonWalk.skipSpace(json, at);
    if (json[at] == ',') {
      at = JsonWalk.skipSpace(json, at + 1);
    }
  }

  private String text() {
    int from = at;
    at = JsonWalk.skipString(json, at);
    for (int i = from + 1; i < at - 1; i++) {
      if (json[i] == '\\') {
        return JsonText.characters(json, from);
      }
    }
    return new String(json, from + 1, at - from - 2, UTF_8);
  }

  private Object word(Object meaning) {
    at = JsonWalk.skipWord(json, at);
    return meaning;
  }

  private Object number() {
    int from = at;
    at = JsonWalk.skipWord(json, at);
    boolean negative = json[from] == '-';
    int first = negative ? from + 1 : from;
    long whole = 0;
    boolean isWhole = true;
    for (int i = first; i < at && isWhole; i++) {
      isWhole = json[i] >= '0' && json[i] <= '9';
      whole = 10 * whole + json[i] - '0';
    }
    if (isWhole && at - first <= PLAIN_DIGITS) {
      return negative ? -whole : whole;
    }
    String text = new String(json, from, at - from, UTF_8);
    if (isWhole && at - first <= PLAIN_DIGITS + 1) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        return Double.valueOf(text); // beyond 64 bits
      }
    }
    return Double.valueOf(text);
  }
}
