package io.twinroute.reference;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One input of a route.
 *
 * @param as member name of this side's value in a result
 * @param lateness milliseconds that a record may be behind its partition's largest timestamp;
 *     {@link #NEVER_LATE}: any
 * @param key JSON Pointer (RFC 6901) to the field of the value that holds the join key; null: the
 *     record's key
 * @param recordKey JSON Pointer to the field of the record's key that holds the join key; null: the
 *     key as a whole, or {@code key}
 * @param time where the time is; null: in the record's timestamp
 * @param where a CEL condition on its records; null: none
 */
public record ReferenceSide(
    String as,
    long lateness,
    @Nullable String key,
    @Nullable String recordKey,
    @Nullable Time time,
    @Nullable String where) {

  /** The lateness of a side of which no record is late. */
  public static final long NEVER_LATE = Long.MAX_VALUE;

  /** One whose records have their own time, and all take part; it looks into no record's key. */
  public ReferenceSide(String as, long lateness, @Nullable String key) {
    this(as, lateness, key, null, null, null);
  }

  /**
   * Where the time is.
   *
   * @param field JSON Pointer to it
   * @param unit {@code ms}, {@code s}, {@code us} or {@code ns}
   * @param maxAhead milliseconds that it may be later than the record's own; null: any number
   */
  public record Time(String field, String unit, @Nullable Long maxAhead) {

    /** The unit in Java's terms. */
    public TimeUnit timeUnit() {
      return switch (unit) {
        case "s" -> TimeUnit.SECONDS;
        case "us" -> TimeUnit.MICROSECONDS;
        case "ns" -> TimeUnit.NANOSECONDS;
        default -> TimeUnit.MILLISECONDS;
      };
    }
  }
}
