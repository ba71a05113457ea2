package io.twinroute.semantics.format.json;

/**
 * Checks in one pass over the bytes, without building anything, that a value is one JSON text (RFC
 * 8259) in well-formed UTF-8 (Unicode 15, table 3-7) without a byte order mark. Results hold values
 * with their own bytes, so a broken one would break the result.
 */
final class JsonScan {

  /** Deeper values are refused, so that a reader with an ordinary limit can read every result. */
  static final int DEEPEST = 500;

  private final byte[] in;
  private int at;

  private JsonScan(byte[] in) {
    this.in = in;
  }

  public static boolean isJson(byte[] value) {
    JsonScan scan = new JsonScan(value);
    return scan.text() && scan.at == value.length;
  }

  /** One value with the white space around it, iterative so that depth costs no stack. */
  private boolean text() {
    long[] objects = new long[(DEEPEST >> 6) + 1]; // bit d: the container at depth d is an object
    int depth = 0;
    while (true) {
      int c = next();
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
          if (object) {
            objects[depth >> 6] |= 1L << depth;
            if (!name()) {
              return false;
            }
          } else {
            objects[depth >> 6] &= ~(1L << depth);
          }
          continue;
        }
      } else if (!scalar(c)) {
        return false;
      }
      // A value has ended: close containers until one continues.
      while (true) {
        int after = next();
        if (depth == 0) {
          return true;
        }
        boolean object = (objects[depth >> 6] & (1L << depth)) != 0;
        at++;
        if (after == ',') {
          if (object) {
            next();
            if (!name()) {
              return false;
            }
          }
          break;
        }
        if (after != (object ? '}' : ']')) {
          return false;
        }
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

  private boolean name() {
    if (at >= in.length || in[at] != '"' || !string()) {
      return false;
    }
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
    at++;
    while (at < in.length) {
      byte c = in[at];
      if (c == '"') {
        at++;
        return true;
      }
      if (c == '\\') {
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
    int lead = in[at] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return continuations(1, 0x80, 0xbf);
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      return continuations(2, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      return continuations(3, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
    }
    return false;
  }

  /** The bytes after a lead byte; the first of them has tighter bounds. */
  private boolean continuations(int count, int low, int high) {
    if (at + count >= in.length) {
      return false;
    }
    int first = in[at + 1] & 0xff;
    if (first < low || first > high) {
      return false;
    }
    for (int i = 2; i <= count; i++) {
      if ((in[at + i] & 0xc0) != 0x80) {
        return false;
      }
    }
    at += count + 1;
    return true;
  }
}
