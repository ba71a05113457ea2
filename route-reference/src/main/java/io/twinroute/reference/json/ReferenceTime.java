package io.twinroute.reference.json;

import io.twinroute.reference.json.ReferenceKey.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time that a field of a JSON value holds. */
public final class ReferenceTime {

  private static final BigInteger LATEST =
      BigInteger.valueOf(
          OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 999_000_000, ZoneOffset.UTC)
              .toInstant()
              .toEpochMilli());
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)"
              + "(?:Z|([+-])(\\d\\d):?(\\d\\d)?)");

  private ReferenceTime() {}

  /** Epoch milliseconds; null if the field holds no time. */
  public static @Nullable Long at(String pointer, String unit, byte[] json) {
    Scalar field = ReferenceKey.scalar(pointer, json);
    if (field == null) {
      return null;
    }
    BigInteger millis =
        switch (field.token()) {
          case VALUE_STRING -> ofText(field.text());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ofNumber(field.text(), unit);
          default -> null;
        };
    return millis == null || millis.signum() < 0 || millis.compareTo(LATEST) > 0
        ? null
        : Long.valueOf(millis.longValueExact());
  }

  private static @Nullable BigInteger ofText(String text) {
    Matcher iso = ISO.matcher(text);
    if (!iso.matches() || text.matches(".*[+-]\\d\\d:")) {
      return null;
    }
    try {
      int sign = "-".equals(iso.group(2)) ? -1 : 1;
      ZoneOffset offset =
          iso.group(2) == null
              ? ZoneOffset.UTC
              : ZoneOffset.ofHoursMinutes(
                  sign * Integer.parseInt(iso.group(3)),
                  iso.group(4) == null ? 0 : sign * Integer.parseInt(iso.group(4)));
      return BigInteger.valueOf(
          LocalDateTime.parse(iso.group(1)).atOffset(offset).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable BigInteger ofNumber(String literal, String unit) {
    if (literal.length() > 1000) {
      return null;
    }
    String[] parts = literal.split("[eE]");
    BigDecimal digits = new BigDecimal(parts[0]);
    BigInteger exponent = parts.length == 1 ? BigInteger.ZERO : new BigInteger(parts[1]);
    if (exponent.abs().compareTo(BigInteger.valueOf(3000)) > 0) {
      // Nothing, next to nothing, or more than any time.
      return digits.signum() == 0 || (digits.signum() > 0 && exponent.signum() < 0)
          ? BigInteger.ZERO
          : null;
    }
    int shift =
        switch (unit) {
          case "s" -> 3;
          case "us" -> -3;
          case "ns" -> -6;
          default -> 0;
        };
    return digits
        .scaleByPowerOfTen(exponent.intValueExact() + shift)
        .setScale(0, RoundingMode.FLOOR)
        .toBigInteger();
  }
}
