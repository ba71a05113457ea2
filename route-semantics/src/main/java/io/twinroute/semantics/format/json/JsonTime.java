package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.time.Timestamps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.TimeUnit;

/**
 * Reads times: numbers since 1970 in a unit, and ISO-8601 texts of the form {@code
 * 2026-11-01T10:00[:00[.123]]+01:00}, with {@code Z}, {@code +01} or {@code +0100} as well. What is
 * finer than a millisecond is cut off. Times before 1970 and after the year 9999 are none.
 */
final class JsonTime {

  /** What is no time. */
  static final long NONE = -1;

  private static final int LONGEST_NUMBER = 1_000;
  private static final int PLAIN_DIGITS = 18;
  private static final int MINUTE = 60;
  private static final int MOST_OFFSET = 18 * MINUTE;

  private final byte[] text;
  private int at;

  private JsonTime(byte[] text) {
    this.text = text;
  }

  /**
   * The time of the value that begins at {@code at}, in epoch milliseconds.
   *
   * @param json a valid JSON text
   */
  static long of(byte[] json, int at, TimeUnit unit) {
    byte first = json[at];
    if (first == '"') {
      return new JsonTime(JsonText.characters(json, at).getBytes(UTF_8)).read();
    }
    return first == '-' || (first >= '0' && first <= '9')
        ? number(json, at, JsonWalk.skipWord(json, at), unit)
        : NONE;
  }

  private static long number(byte[] json, int at, int end, TimeUnit unit) {
    if (end - at > LONGEST_NUMBER) {
      return NONE;
    }
    long whole = 0;
    int next = at;
    while (next < end && next - at < PLAIN_DIGITS && json[next] >= '0' && json[next] <= '9') {
      whole = 10 * whole + json[next++] - '0';
    }
    return next == end
        ? inRange(unit.toMillis(whole))
        : decimal(new String(json, at, end - at, UTF_8), unit);
  }

  private static long decimal(String number, TimeUnit unit) {
    BigDecimal value;
    try {
      value = new BigDecimal(number);
    } catch (NumberFormatException | ArithmeticException e) {
      // An exponent beyond all bounds.
      boolean tiny = !number.startsWith("-") && number.indexOf('-') > 0;
      return tiny || CanonicalKey.isZero(number) ? 0 : NONE;
    }
    if (value.signum() <= 0) {
      return value.signum() == 0 ? 0 : NONE;
    }
    // Before anything is computed with it: 1e999999999 is short only in this form.
    long magnitude = (long) value.precision() - value.scale();
    if (magnitude > 2 * PLAIN_DIGITS) {
      return NONE;
    }
    if (magnitude < -PLAIN_DIGITS) {
      return 0;
    }
    BigDecimal millis =
        switch (unit) {
          case SECONDS -> value.movePointRight(3);
          case MICROSECONDS -> value.movePointLeft(3);
          case NANOSECONDS -> value.movePointLeft(6);
          default -> value;
        };
    BigDecimal floor = millis.setScale(0, RoundingMode.FLOOR);
    return floor.precision() > PLAIN_DIGITS ? NONE : inRange(floor.longValueExact());
  }

  private static long inRange(long millis) {
    return millis >= 0 && millis <= Timestamps.LATEST ? millis : NONE;
  }

  private long read() {
    int year = digits(4);
    int month = next('-') ? digits(2) : -1;
    int day = next('-') ? digits(2) : -1;
    int hour = next('T') ? digits(2) : -1;
    int minute = next(':') ? digits(2) : -1;
    if (year < 0 || month < 1 || month > 12 || day < 1) {
      return NONE;
    }
    if (day > YearMonth.of(year, month).lengthOfMonth()) {
      return NONE;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return NONE;
    }
    int second = 0;
    int millis = 0;
    if (next(':')) {
      second = digits(2);
      millis = fraction();
    }
    if (second < 0 || second > 59 || millis < 0) {
      return NONE;
    }
    int offset = offset();
    if (Math.abs(offset) > MOST_OFFSET || at != text.length) {
      return NONE;
    }
    long minutes =
        (LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * MINUTE + minute - offset;
    return inRange((minutes * MINUTE + second) * 1_000 + millis);
  }

  /** The milliseconds of a fraction; 0 if there is none, negative if it is wrong. */
  private int fraction() {
    if (!next('.')) {
      return 0;
    }
    int start = at;
    int millis = 0;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      if (at - start < 3) {
        millis = 10 * millis + text[at] - '0';
      }
      at++;
    }
    int count = at - start;
    for (int i = count; i < 3; i++) {
      millis *= 10;
    }
    return count == 0 || count > 9 ? -1 : millis;
  }

  /** In minutes; more than any offset if there is none. */
  private int offset() {
    if (next('Z')) {
      return 0;
    }
    boolean west = next('-');
    if (!west && !next('+')) {
      return Integer.MAX_VALUE;
    }
    int hours = digits(2);
    int minutes = next(':') || at < text.length ? digits(2) : 0;
    if (hours < 0 || minutes < 0 || minutes > 59) {
      return Integer.MAX_VALUE;
    }
    int offset = hours * MINUTE + minutes;
    return west ? -offset : offset;
  }

  private boolean next(char expected) {
    if (at < text.length && text[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** So many digits as a number; negative if something else is there. */
  private int digits(int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      if (at >= text.length || text[at] < '0' || text[at] > '9') {
        return -1;
      }
      number = 10 * number + text[at++] - '0';
    }
    return number;
  }
}
