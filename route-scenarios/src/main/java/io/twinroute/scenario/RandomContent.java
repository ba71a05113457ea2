package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.LogHeader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Keys, values and headers: few different ones, in many forms. */
final class RandomContent {

  /** A field that may hold the key, with a value around it. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "/id", List.of("{\"id\":%s}", "{ \"n\": 1, \"id\" : %s }", "{\"id\":\"x\",\"id\":%s}"),
          "/o/id", List.of("{\"o\":{\"id\":%s}}", "{\"o\":{\"id\":1},\"o\":{\"id\":%s}}"),
          "/ids/1", List.of("{\"ids\":[\"k1\",%s,[]]}", "{\"ids\":{\"1\":%s}}"),
          "/a~1b", List.of("{\"a/b\":%s,\"a\":{\"b\":1}}", "{\"\\u0061\\/b\":%s}"),
          "/~0", List.of("{\"~\":%s,\"~0\":1}"));

  /** The pointers that a route's key may be. */
  static final List<String> POINTERS = VALUES.keySet().stream().sorted().toList();

  /** Keys, and what a field may hold to give them. */
  private static final List<List<String>> KEYS =
      List.of(
          List.of("1", "1", "1.0", "\"1\"", "10e-1"),
          List.of("k1", "\"k1\"", "\"\\u006b1\""),
          List.of("true", "true", "\"true\""),
          List.of("0.5", "0.50", "5E-1", "\"0.5\""),
          List.of("100", "1e2", "100.0", "100", "\"100\""),
          List.of("\u00e9\"", "\"\u00e9\\\"\"", "\"\\u00e9\\u0022\""));

  private static final List<String> NO_KEYS = List.of("null", "{}", "[1]", "\"\\ud800\"", "1e1000");

  private final Random random;
  private final int keys;

  /**
   * With this many different keys.
   *
   * @param keys at most 6
   */
  RandomContent(Random random, int keys) {
    this.random = random;
    this.keys = keys;
  }

  /** A record's key that is the join key. */
  byte @Nullable [] key() {
    return switch (random.nextInt(30)) {
      case 0 -> null;
      case 1 -> new byte[0];
      default -> KEYS.get(random.nextInt(keys)).get(0).getBytes(UTF_8);
    };
  }

  /** A record's key where a field is the join key. */
  byte @Nullable [] otherKey() {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new byte[] {(byte) 0xff, 0};
      default -> KEYS.get(random.nextInt(keys)).get(0).getBytes(UTF_8);
    };
  }

  /**
   * Few different values, so that records differ in nothing but their coordinates.
   *
   * @param pointer where the join key is; null: in the record's key
   */
  byte @Nullable [] value(@Nullable String pointer) {
    return switch (random.nextInt(20)) {
      case 0 -> null;
      case 1 -> "{\"broken\":".getBytes(UTF_8);
      case 2 -> "{}".getBytes(UTF_8);
      default -> pointer == null ? plain() : holding(pointer);
    };
  }

  /** With a null value, an empty one, two of one name, one that is no text. */
  List<LogHeader> headers() {
    LogHeader trace = new LogHeader("trace", ("t" + random.nextInt(9)).getBytes(UTF_8));
    return switch (random.nextInt(4)) {
      case 0 -> List.of(trace, new LogHeader("none", null));
      case 1 -> List.of(trace, new LogHeader("trace", new byte[0]), trace);
      case 2 -> List.of(new LogHeader("", new byte[] {(byte) 0xff, 0}), trace);
      default -> List.of(trace);
    };
  }

  private byte[] plain() {
    return switch (random.nextInt(6)) {
      case 0 -> " [ \"\u00e9\" ]\n".getBytes(UTF_8);
      case 1 -> "null".getBytes(UTF_8);
      default -> ("{\"n\":" + random.nextInt(2) + "}").getBytes(UTF_8);
    };
  }

  private byte[] holding(String pointer) {
    List<String> forms = VALUES.get(pointer);
    if (forms == null) {
      throw new IllegalArgumentException("no value has a key there");
    }
    return forms.get(random.nextInt(forms.size())).replace("%s", field()).getBytes(UTF_8);
  }

  private String field() {
    if (random.nextInt(12) == 0) {
      return NO_KEYS.get(random.nextInt(NO_KEYS.size()));
    }
    if (random.nextInt(25) == 0) {
      return "\"\"";
    }
    List<String> forms = KEYS.get(random.nextInt(keys));
    return forms.get(1 + random.nextInt(forms.size() - 1));
  }
}
