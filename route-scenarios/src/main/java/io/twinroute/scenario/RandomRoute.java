package io.twinroute.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A route of any kind whose times are multiples of a step. */
final class RandomRoute {
  private static final List<String> TYPES =
      List.of("inner", "left", "outer", "lookup", "left-lookup");

  private static final List<String> NAMES = List.of("id", "n", "orderId", "a b", "\u00e9\"");

  private static final List<String> CONSTANTS = List.of("\"eu\"", "1", "{ \"a\" : [] }");

  private final Random random;
  private final RandomSettings settings;
  private final int step;

  RandomRoute(Random random, RandomSettings settings, int step) {
    this.random = random;
    this.settings = settings;
    this.step = step;
  }

  ScenarioRoute route() {
    int leftLateness = random.nextInt(20);
    int rightLateness = random.nextInt(20);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("left", side("order", leftLateness));
    body.put("right", side("payment", rightLateness));
    body.put("join", join(Math.max(leftLateness, rightLateness)));
    body.put("parallelism", 1 + random.nextInt(3));
    Map<String, Object> output = new LinkedHashMap<>();
    addForm(output, body);
    settings.addOutputTo(output);
    if (!output.isEmpty()) {
      body.put("output", output);
    }
    return new ScenarioRoute(body);
  }

  /** A route whose input passes through, with and without a lateness. */
  ScenarioRoute passThrough() {
    Map<String, Object> input = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      input.put("lateness", time(random.nextInt(12)));
    }
    settings.addPassedTo(input, step);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("input", input);
    body.put("parallelism", 1 + random.nextInt(3));
    Map<String, Object> output = new LinkedHashMap<>();
    addForm(output, body);
    settings.addPassedOutputTo(output);
    if (!output.isEmpty()) {
      body.put("output", output);
    }
    return new ScenarioRoute(body);
  }

  private Map<String, Object> side(String as, int lateness) {
    Map<String, Object> side = new LinkedHashMap<>();
    side.put("as", as);
    side.put("lateness", time(lateness));
    if (random.nextInt(3) == 0) {
      side.put("key", pointer());
    } else if (random.nextInt(3) == 0) {
      side.put("record-key", pointer());
    }
    settings.addTo(side, step);
    return side;
  }

  private void addForm(Map<String, Object> output, Map<String, Object> body) {
    boolean joins = body.containsKey("join");
    if (random.nextInt(joins ? 4 : 2) == 0) {
      output.put("select", members(body, 2));
    }
    if (random.nextInt(joins ? 8 : 3) == 0) {
      output.put("key", field(body));
    }
    if (random.nextInt(4) == 0) {
      output.put(
          "headers",
          joins ? List.of("none", "left", "right", "both").get(random.nextInt(4)) : "none");
    }
  }

  private Map<String, Object> members(Map<String, Object> body, int deeper) {
    Map<String, Object> members = new LinkedHashMap<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      members.put(
          NAMES.get(random.nextInt(NAMES.size())),
          switch (random.nextInt(6)) {
            case 0 -> CONSTANTS.get(random.nextInt(CONSTANTS.size()));
            case 1 -> deeper > 0 ? members(body, deeper - 1) : field(body);
            default -> field(body);
          });
    }
    return members;
  }

  /** Of a side's value, or that value. */
  private String field(Map<String, Object> body) {
    boolean left = random.nextBoolean();
    Object key =
        body.get(left ? "left" : "right") instanceof Map<?, ?> side ? side.get("key") : null;
    String pointer =
        switch (random.nextInt(6)) {
          case 0 -> "";
          case 1 -> pointer();
          default -> key == null ? "/n" : key.toString();
        };
    return body.containsKey("input")
        ? "/value" + pointer
        : (left ? "/order" : "/payment") + pointer;
  }

  private String pointer() {
    return RandomContent.POINTERS.get(random.nextInt(RandomContent.POINTERS.size()));
  }

  private Map<String, Object> join(int longestLateness) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    Map<String, Object> join = new LinkedHashMap<>();
    join.put("type", type);
    if (!type.endsWith("lookup")) {
      join.put("before", time(bound()));
      join.put("after", time(bound()));
    } else {
      if (random.nextBoolean()) {
        join.put("history", time(longestLateness + random.nextInt(10)));
      }
      if (random.nextInt(3) > 0) {
        join.put("first-version", Map.of("within", time(random.nextInt(30))));
      }
    }
    return join;
  }

  /** Often zero, and often so short that records have no partner. */
  private int bound() {
    return random.nextInt(5) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 4 : 30);
  }

  private String time(int steps) {
    return (long) steps * step + "ms";
  }
}
