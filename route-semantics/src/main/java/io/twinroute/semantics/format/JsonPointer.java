package io.twinroute.semantics.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of a value inside a JSON document (RFC 6901).
 *
 * @param text the pointer as written, such as {@code /customer/id}
 * @param tokens its reference tokens, unescaped; none for the document itself
 */
public record JsonPointer(String text, List<String> tokens) implements Serializable {

  public JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /**
   * Reads a pointer to something inside a document, and not to the document itself.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong with it
   */
  public static JsonPointer parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a JSON Pointer begins with '/', as /orderId does");
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      tokens.add(unescape(token));
    }
    return new JsonPointer(text, tokens);
  }

  /** The pointer from the value that the first token leads to. */
  public JsonPointer behindFirst() {
    int next = text.indexOf('/', 1);
    return new JsonPointer(next < 0 ? "" : text.substring(next), tokens.subList(1, tokens.size()));
  }

  private static String unescape(String token) {
    for (int tilde = token.indexOf('~'); tilde >= 0; tilde = token.indexOf('~', tilde + 1)) {
      char escaped = tilde + 1 < token.length() ? token.charAt(tilde + 1) : ' ';
      if (escaped != '0' && escaped != '1') {
        throw new IllegalArgumentException(
            "in a JSON Pointer '~' is written ~0, and '/' inside a name ~1");
      }
    }
    return token.replace("~1", "/").replace("~0", "~");
  }

  @Override
  public String toString() {
    return text;
  }
}
