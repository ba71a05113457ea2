package io.twinroute.semantics.format.json;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.json.FieldTree.Node;
import org.jspecify.annotations.Nullable;

/**
 * Checks in one pass over the bytes, without building anything, that a value is one JSON text (RFC
 * 8259) in well-formed UTF-8 (Unicode 15, table 3-7) without a byte order mark. Results hold values
 * with their own bytes, so a broken one would break the result.
 */
final class JsonScan {

  /** Deeper values are refused, so that a reader with an ordinary limit can read every result. */
  static final int DEEPEST = 500;

  private static final int[] NO_PLACES = {};
  private static final @Nullable Node[] NO_NODES = {};

  private final byte[] in;
  private int at;

  /** Whether the last string had an escape. */
  private boolean escaped;

  private final int[] places;

  /** Of each container that is open, its node; null if it has none. */
  private final @Nullable Node[] nodes;

  /** Of each array that is open and has a node, how many elements have begun. */
  private final int[] elements;

  /** The node of the value that comes next, or of the one that ends. */
  private @Nullable Node node;

  private JsonScan(byte[] in, @Nullable Node root, int depth, int[] places) {
    this.in = in;
    this.node = root;
    this.places = places;
    this.nodes = root == null ? NO_NODES : new Node[depth + 2];
    this.elements = root == null ? NO_PLACES : new int[depth + 2];
  }

  public static boolean isJson(byte[] value) {
    JsonScan scan = new JsonScan(value, null, 0, NO_PLACES);
    return scan.text() && scan.at == value.length;
  }

  /**
   * The same, and finds fields.
   *
   * @param places as {@link FieldScan#scan} has it
   */
  static boolean isJson(byte[] value, FieldTree fields, int[] places) {
    JsonScan scan = new JsonScan(value, fields.isEmpty ? null : fields.root, fields.depth, places);
    return scan.text() && scan.at == value.length;
  }

  /** One value with the white space around it, iterative so that depth costs no stack. */
  private boolean text() {
    long[] objects = new long[(DEEPEST >> 6) + 1]; // bit d: the container at depth d is an object
    int depth = 0;
    while (true) {
      int c = next();
      if (node != null) {
        node.begins(at, places);
      }
      if (c == '{' || c == '[') {
        boolean object = c == '{';
        at++;
        int first = next();
        if (first == (object ? '}' : ']')) {
          if (depth == DEEPEST) {
            return false;
          }
          at++;
        } else {
          if (++depth > DEEPEST) {
            return false;
          }
          open(depth);
          if (object) {
            objects[depth >> 6] |= 1L << depth;
            if (!name(depth)) {
              return false;
            }
          } else {
            objects[depth >> 6] &= ~(1L << depth);
            element(depth);
          }
          continue;
        }
      } else if (!scalar(c)) {
        return false;
      }
      // A value has ended: close containers until one continues.
      while (true) {
        if (node != null) {
          node.ends(at, places);
        }
        int after = next();
        if (depth == 0) {
          return true;
        }
        boolean object = (objects[depth >> 6] & (1L << depth)) != 0;
        at++;
        if (after == ',') {
          if (object) {
            next();
            if (!name(depth)) {
              return false;
            }
          } else {
            element(depth);
          }
          break;
        }
        if (after != (object ? '}' : ']')) {
          return false;
        }
        node = depth < nodes.length ? nodes[depth] : null;
        depth--;
      }
    }
  }

  /** Skips white space; the byte at the scan's place, or -1 at the end. */
  private int next() {
    while (at < in.length) {
      byte c = in[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c & 0xff;
      }
      at++;
    }
    return -1;
  }

  /** A container's inside begins; {@link #node} is that of the container. */
  private void open(int depth) {
    if (depth < nodes.length) {
      nodes[depth] = node;
      elements[depth] = 0;
    }
  }

  /** An element of the array at {@code depth} comes next. */
  private void element(int depth) {
    Node array = depth < nodes.length ? nodes[depth] : null;
    node = array == null ? null : array.element(elements[depth]++);
  }

  private boolean name(int depth) {
    int start = at;
    if (at >= in.length || in[at] != '"' || !string()) {
      return false;
    }
    Node object = depth < nodes.length ? nodes[depth] : null;
    node = object == null ? null : object.member(in, start, at, escaped);
    if (next() != ':') {
      return false;
    }
    at++;
    return true;
  }

  private boolean scalar(int c) {
    return switch (c) {
      case '"' -> string();
      case 't' -> word('t', 'r', 'u', 'e');
      case 'f' -> at + 4 < in.length && in[at + 4] == 'e' && word('f', 'a', 'l', 's') && ++at > 0;
      case 'n' -> word('n', 'u', 'l', 'l');
      default -> number();
    };
  }

  private boolean word(char a, char b, char c, char d) {
    if (at + 3 >= in.length
        || in[at] != a
        || in[at + 1] != b
        || in[at + 2] != c
        || in[at + 3] != d) {
      return false;
    }
    at += 4;
    return true;
  }

  private boolean number() {
    if (at < in.length && in[at] == '-') {
      at++;
    }
    if (at < in.length && in[at] == '0') {
      at++;
    } else if (!digits()) {
      return false;
    }
    if (at < in.length && in[at] == '.') {
      at++;
      if (!digits()) {
        return false;
      }
    }
    if (at < in.length && (in[at] | 0x20) == 'e') {
      at++;
      if (at < in.length && (in[at] == '+' || in[at] == '-')) {
        at++;
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < in.length && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    return at > start;
  }

  private boolean string() {
    escaped = false;
    at++;
    while (at < in.length) {
      byte c = in[at];
      if (c == '"') {
        at++;
        return true;
      }
      if (c == '\\') {
        escaped = true;
        if (!escape()) {
          return false;
        }
      } else if (c >= 0x20) {
        at = JsonBytes.noPlainCharacter(in, at + 1);
      } else if (c >= 0 || !multibyte()) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (at + 1 >= in.length) {
      return false;
    }
    switch (in[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        at += 2;
        return true;
      }
      case 'u' -> {
        if (at + 5 >= in.length) {
          return false;
        }
        for (int i = at + 2; i <= at + 5; i++) {
          if (Character.digit(in[i], 16) < 0) {
            return false;
          }
        }
        at += 6;
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private boolean multibyte() {
    int length = JsonBytes.multibyte(in, at);
    at += length;
    return length > 0;
  }
}
