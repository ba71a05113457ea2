package io.twinroute.semantics.format.json;

/**
 * Steps through a JSON text that {@link JsonScan} has let through, so nothing here checks again
 * what is known. Every method takes a place in the bytes and gives one.
 */
final class JsonWalk {

  private JsonWalk() {}

  /** The next place that is no white space. */
  static int skipSpace(byte[] json, int at) {
    int next = at;
    while (json[next] == ' ' || json[next] == '\n' || json[next] == '\r' || json[next] == '\t') {
      next++;
    }
    return next;
  }

  /** The place behind the string that begins at {@code at}. */
  static int skipString(byte[] json, int at) {
    int next = JsonBytes.quoteOrBackslash(json, at + 1);
    while (json[next] == '\\') {
      next = JsonBytes.quoteOrBackslash(json, next + 2);
    }
    return next + 1;
  }

  /** The place behind the value that begins at {@code at}. */
  public static int skipValue(byte[] json, int at) {
    byte first = json[at];
    if (first == '"') {
      return skipString(json, at);
    }
    return first == '{' || first == '[' ? skipContainer(json, at) : skipWord(json, at);
  }

  /** The place behind a number, true, false or null. */
  static int skipWord(byte[] json, int at) {
    int next = at;
    while (next < json.length && isPartOfWord(json[next])) {
      next++;
    }
    return next;
  }

  private static boolean isPartOfWord(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || b == '-'
        || b == '+'
        || b == '.'
        || b == 'E';
  }

  private static int skipContainer(byte[] json, int at) {
    int depth = 0;
    int next = at;
    do {
      byte b = json[next];
      if (b == '"') {
        next = skipString(json, next);
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      next++;
    } while (depth > 0);
    return next;
  }
}
