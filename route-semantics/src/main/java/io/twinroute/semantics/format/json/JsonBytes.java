package io.twinroute.semantics.format.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches the inside of JSON strings eight bytes at a time.
 *
 * <p>In {@code (x - LOW) & ~x & HIGH}, the lowest byte with its high bit set is the lowest zero
 * byte of {@code x}; beyond it there may be others, by the borrow (Warren, Hacker's Delight, 6-1).
 * Words are little-endian, so the lowest byte is the first.
 */
final class JsonBytes {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = LOW * '"';
  private static final long BACKSLASHES = LOW * '\\';
  private static final long SPACES = LOW * ' ';

  private JsonBytes() {}

  /** The first place from {@code at} on that holds a quote or a backslash, or the end. */
  static int quoteOrBackslash(byte[] json, int at) {
    int next = at;
    for (; next <= json.length - Long.BYTES; next += Long.BYTES) {
      long found = quotesOrBackslashes((long) WORD.get(json, next));
      if (found != 0) {
        return next + first(found);
      }
    }
    while (next < json.length && json[next] != '"' && json[next] != '\\') {
      next++;
    }
    return next;
  }

  /**
   * The first place from {@code at} on that holds what is not a character by itself: a quote, a
   * backslash, a control character, or a byte beyond ASCII; or the end.
   */
  static int noPlainCharacter(byte[] json, int at) {
    int next = at;
    for (; next <= json.length - Long.BYTES; next += Long.BYTES) {
      long word = (long) WORD.get(json, next);
      long controls = (word - SPACES) & ~word;
      long found = quotesOrBackslashes(word) | ((controls | word) & HIGH);
      if (found != 0) {
        return next + first(found);
      }
    }
    while (next < json.length && json[next] >= ' ' && json[next] != '"' && json[next] != '\\') {
      next++;
    }
    return next;
  }

  private static long quotesOrBackslashes(long word) {
    return zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
  }

  private static long zeros(long word) {
    return (word - LOW) & ~word & HIGH;
  }

  private static int first(long found) {
    return Long.numberOfTrailingZeros(found) >>> 3;
  }

  /**
   * How long the character beyond ASCII is that begins at {@code at}; 0 if it is not well-formed.
   */
  static int multibyte(byte[] json, int at) {
    int lead = json[at] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return continuations(json, at, 1, 0x80, 0xbf);
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      return continuations(json, at, 2, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      return continuations(json, at, 3, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
    }
    return 0;
  }

  /** The bytes after a lead byte; the first of them has tighter bounds. */
  private static int continuations(byte[] json, int at, int count, int low, int high) {
    if (at + count >= json.length) {
      return 0;
    }
    int first = json[at + 1] & 0xff;
    if (first < low || first > high) {
      return 0;
    }
    for (int i = 2; i <= count; i++) {
      if ((json[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return count + 1;
  }
}
