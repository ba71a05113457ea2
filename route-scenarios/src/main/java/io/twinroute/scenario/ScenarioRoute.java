package io.twinroute.scenario;

import io.twinroute.reference.ReferenceResult;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.ReferenceRule;
import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceRule.Window;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.reference.ReferenceSide.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route as a route file has it, without clusters and topics.
 *
 * @param body the settings under the route's name: {@code left}, {@code right}, {@code join}, or
 *     {@code input}, what results hold under {@code output}, and others; texts, whole numbers and
 *     maps of them
 */
public record ScenarioRoute(Map<String, Object> body) {
  private static final Duration LATENESS = Duration.ofSeconds(30);
  private static final int PARALLELISM = 2;
  static final String INPUT = "input";
  private static final String MAX_RECORD_BYTES = "max-record-bytes";
  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

  /** The rules, with a route file's defaults for what is not written. */
  public ReferenceRoute reference() {
    String where = text(part("output").get("where"));
    return passesThrough()
        ? ReferenceRoute.passThrough(input(), maxRecordBytes(), result(), where)
        : new ReferenceRoute(
            side("left"), side("right"), rule(), maxRecordBytes(), result(), where);
  }

  /** How long a lookup keeps superseded versions; not written, the longer of both latenesses. */
  public Duration history() {
    Duration left = lateness("left");
    Duration right = lateness("right");
    return duration(part("join").get("history"), left.compareTo(right) > 0 ? left : right);
  }

  /** How many parallel joins the route asks for. */
  public int parallelism() {
    return body.get("parallelism") instanceof Integer number ? number : PARALLELISM;
  }

  private int maxRecordBytes() {
    return body.get(MAX_RECORD_BYTES) instanceof Integer number
        ? number
        : ReferenceRoute.MAX_RECORD_BYTES;
  }

  /** The same route without all that looks into values or record keys, but for its keys. */
  public ScenarioRoute plain() {
    Map<String, Object> rest = new LinkedHashMap<>(body);
    rest.remove(MAX_RECORD_BYTES);
    rest.remove("output");
    for (String side : passesThrough() ? List.of(INPUT) : List.of("left", "right")) {
      Map<Object, Object> of = new LinkedHashMap<>(part(side));
      of.keySet().removeAll(List.of("record-key", "time", "time-unit", "max-ahead", "where"));
      rest.put(side, of);
    }
    return new ScenarioRoute(rest);
  }

  /** The same route with a limit on the size of records. */
  ScenarioRoute withLimit(int bytes) {
    Map<String, Object> more = new LinkedHashMap<>(body);
    more.put(MAX_RECORD_BYTES, bytes);
    return new ScenarioRoute(more);
  }

  /** Whether its one input passes through. */
  public boolean passesThrough() {
    return body.containsKey(INPUT);
  }

  private ReferenceSide input() {
    Map<?, ?> input = part(INPUT);
    Object as = input.get("as");
    Object lateness = input.get("lateness");
    return new ReferenceSide(
        as == null ? "value" : as.toString(),
        lateness == null ? ReferenceSide.NEVER_LATE : duration(lateness, LATENESS).toMillis(),
        null,
        null,
        time(input),
        text(input.get("where")));
  }

  private ReferenceSide side(String name) {
    Map<?, ?> side = part(name);
    Object as = side.get("as");
    return new ReferenceSide(
        as == null ? name : as.toString(),
        lateness(name).toMillis(),
        text(side.get("key")),
        text(side.get("record-key")),
        time(side),
        text(side.get("where")));
  }

  private ReferenceResult result() {
    Map<?, ?> output = part("output");
    Object headers = output.get("headers");
    return new ReferenceResult(
        output.get("select") instanceof Map<?, ?> select ? select : null,
        text(output.get("key")),
        headers == null ? "both" : headers.toString(),
        "compact".equals(output.get("cleanup")),
        text(output.get("tombstone-on")));
  }

  private static @Nullable String text(@Nullable Object written) {
    return written == null ? null : written.toString();
  }

  private static @Nullable Time time(Map<?, ?> side) {
    Object field = side.get("time");
    Object unit = side.get("time-unit");
    Object maxAhead = side.get("max-ahead");
    return field == null
        ? null
        : new Time(
            field.toString(),
            unit == null ? "ms" : unit.toString(),
            maxAhead == null ? null : duration(maxAhead, null).toMillis());
  }

  private Duration lateness(String side) {
    return duration(part(side).get("lateness"), LATENESS);
  }

  private ReferenceRule rule() {
    Object written = part("join").get("type");
    String type = written == null ? "inner" : written.toString();
    return switch (type) {
      case "inner" -> window(Unmatched.NONE);
      case "left" -> window(Unmatched.LEFT);
      case "outer" -> window(Unmatched.BOTH);
      case "lookup" -> new Lookup(false, firstVersionWithin());
      case "left-lookup" -> new Lookup(true, firstVersionWithin());
      default -> throw new IllegalArgumentException("join.type: unknown value '" + type + "'");
    };
  }

  private @Nullable Long firstVersionWithin() {
    return part("join").get("first-version") instanceof Map<?, ?> written
        ? (Long) duration(written.get("within"), null).toMillis()
        : null;
  }

  private Window window(Unmatched unmatched) {
    Map<?, ?> join = part("join");
    return new Window(
        unmatched,
        duration(join.get("before"), null).toMillis(),
        duration(join.get("after"), null).toMillis());
  }

  private Map<?, ?> part(String name) {
    return body.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Duration duration(@Nullable Object written, @Nullable Duration byDefault) {
    if (written == null) {
      if (byDefault == null) {
        throw new IllegalArgumentException("join: before, after or within is missing");
      }
      return byDefault;
    }
    String text = written.toString();
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a duration");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default ->
          Duration.parse(
              (matcher.group(2).equals("d") ? "P" : "PT")
                  + amount
                  + matcher.group(2).toUpperCase(Locale.ROOT));
    };
  }
}
