package io.twinroute.cli.sample;

/** What a record's timestamp looks like, which should be in milliseconds since 1970. */
enum TimeForm {
  MILLISECONDS(""),
  /** Before 1973, or today's time in seconds. */
  SECONDS("are before 1973, as seconds would"),
  /** After the year 5138. */
  MICROSECONDS("are thousands of years ahead, as microseconds would"),
  NANOSECONDS("are millions of years ahead, as nanoseconds would");

  private static final long HUNDRED_BILLION = 100_000_000_000L;

  private final String words;

  TimeForm(String words) {
    this.words = words;
  }

  /**
   * The form of a timestamp.
   *
   * @param timestamp not negative
   */
  static TimeForm of(long timestamp) {
    if (timestamp < HUNDRED_BILLION) {
      return SECONDS;
    }
    if (timestamp < HUNDRED_BILLION * 1_000) {
      return MILLISECONDS;
    }
    return timestamp < HUNDRED_BILLION * 1_000_000 ? MICROSECONDS : NANOSECONDS;
  }

  /** For people: what is odd about such timestamps. */
  String words() {
    return words;
  }
}
