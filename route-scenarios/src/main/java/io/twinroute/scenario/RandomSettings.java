package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Times in fields, and conditions; with values that give them something to judge. */
final class RandomSettings {

  private static final List<String> ON_RECORDS =
      List.of(
          "value.n == 1",
          "has(value.w) && value.w > 1",
          "!has(value.w) || value.w != null",
          "value.w == 'x' || value.w == 2",
          "string(key) != '1'",
          "key == null || size(key) > 1",
          "timestamp.getMilliseconds() % 2 == 0",
          "timestamp.getHours('+02:00') < 12 || true",
          "size(headers) == 0",
          "'trace' in headers",
          "partition == 0 || offset % 3 != 0",
          "value.w",
          "value.w < 2.5",
          "value == {'n': 1} || has(value.w)",
          "value['w']['a'] == 1",
          "has(value.w.a) || value.w.a == 2",
          "value.w.exists(x, x > 1)",
          "value.w in [1, 2.0, 'x', null]",
          "has(value.w) ? value.w + 1 > 2 : true",
          "type(value.w) == int || type(value.w) == double");

  private static final List<String> ON_RESULTS =
      List.of(
          "order != null && payment != null",
          "payment == null || has(payment.w)",
          "order == null || payment == null || order.w == payment.w",
          "payment.n == 1",
          "order.w > 1",
          "order == payment",
          "has(order.w.a)",
          "true");

  private static final List<String> ON_PASSED =
      List.of(
          "value != null",
          "value == null || value.n == 1",
          "has(value.w)",
          "value == null || !has(value.w) || value.w != null",
          "value.w > 1",
          "value == null");

  private static final List<String> FIELDS =
      List.of(
          "1",
          "2",
          "2.0",
          "2.5",
          "1e0",
          "9223372036854775808",
          "9223372036854775807",
          "-0",
          "1e400",
          "\"x\"",
          "\"\\u0078\"",
          "null",
          "true",
          "false",
          "[1,2]",
          "[1,\"x\"]",
          "{}",
          "{\"a\":1}",
          "{\"a\":{\"a\":1},\"a\":2}");

  private static final List<String> UNITS = List.of("ms", "s", "us", "ns");

  private final Random random;

  /**
   * Two thirds of the joins, and a third of the other routes, have none of this, so that everything
   * else has its share too.
   */
  private final boolean used;

  RandomSettings(Random random, boolean passesThrough) {
    this.random = random;
    this.used = random.nextInt(3) == 0 || (passesThrough && random.nextBoolean());
  }

  /** Adds settings to a side. */
  void addTo(Map<String, Object> side, int step) {
    if (!used) {
      return;
    }
    if (random.nextBoolean()) {
      side.put("time", "/t");
      side.put("silence-after", "never");
      if (random.nextBoolean()) {
        side.put("time-unit", pick(UNITS));
      }
      if (random.nextInt(3) > 0) {
        side.put("max-ahead", (long) random.nextInt(5) * step + "ms");
      }
    }
    if (random.nextInt(4) == 0) {
      side.put("where", pick(ON_RECORDS));
    }
  }

  /** Adds settings to an output. */
  void addOutputTo(Map<String, Object> output) {
    addConditions(output, 2, ON_RESULTS);
  }

  /** Adds settings to an input whose records pass through; it is never silent. */
  void addPassedTo(Map<String, Object> input, int step) {
    addTo(input, step);
    input.remove("silence-after");
    if (used && random.nextBoolean()) {
      input.put("where", pick(ON_RECORDS));
    }
  }

  /** Adds settings to the output of a route whose input passes through. */
  void addPassedOutputTo(Map<String, Object> output) {
    addConditions(output, 4, ON_PASSED);
  }

  /** All but one of so many have a condition. */
  private void addConditions(Map<String, Object> output, int share, List<String> conditions) {
    if (!used) {
      return;
    }
    if (random.nextInt(share) > 0) {
      output.put("where", pick(conditions));
    }
    if (random.nextInt(3) == 0) {
      output.put("tombstone-on", pick(conditions));
      output.put("cleanup", "compact");
    }
  }

  /** The same value, with a member that conditions look at, or without. */
  byte @Nullable [] withField(byte @Nullable [] value) {
    return !used || random.nextBoolean() ? value : with(value, "w", pick(FIELDS));
  }

  /**
   * The same value with a time.
   *
   * @param unit {@code ms} and others
   */
  byte @Nullable [] withTime(byte @Nullable [] value, long millis, String unit) {
    return random.nextInt(25) == 0 ? value : with(value, "t", time(millis, unit));
  }

  private static byte @Nullable [] with(byte @Nullable [] value, String name, String field) {
    String text = value == null ? "" : new String(value, UTF_8);
    if (!text.startsWith("{")) {
      return value;
    }
    String rest = text.substring(1);
    String separator = rest.strip().startsWith("}") ? "" : ",";
    return ("{\"" + name + "\":" + field + separator + rest).getBytes(UTF_8);
  }

  private String time(long millis, String unit) {
    if (random.nextInt(30) == 0) {
      return pick(List.of("null", "-1", "1e30", "\"soon\"", "true", "[1]", "-0.5", "\"12\""));
    }
    if (random.nextInt(4) == 0) {
      ZoneOffset offset = ZoneOffset.ofHoursMinutes(random.nextInt(19) - 9, 0);
      String text = Instant.ofEpochMilli(millis).atOffset(offset).toString();
      return '"' + text + '"';
    }
    BigDecimal number =
        switch (unit) {
          case "s" -> BigDecimal.valueOf(millis, 3);
          case "us" -> BigDecimal.valueOf(1_000 * millis + random.nextInt(1_000));
          case "ns" -> BigDecimal.valueOf(millis).movePointRight(6).add(BigDecimal.valueOf(7));
          default -> BigDecimal.valueOf(10 * millis + random.nextInt(10), 1);
        };
    return random.nextInt(3) == 0 ? number.toString() : number.stripTrailingZeros().toString();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
