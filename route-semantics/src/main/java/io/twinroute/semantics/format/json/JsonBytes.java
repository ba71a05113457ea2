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
}
