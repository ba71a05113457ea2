package io.twinroute.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A route of any kind whose times are multiples of a step. */
final class RandomRoute {
  private static final List<String> TYPES =
      List.of("inner", "left", "outer", "lookup", "left-lookup");

  private final Random random;
  private final int step;

  RandomRoute(Random random, int step) {
    this.random = random;
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
    return new ScenarioRoute(body);
  }

  private Map<String, Object> side(String as, int lateness) {
    Map<String, Object> side = new LinkedHashMap<>();
    side.put("as", as);
    side.put("lateness", time(lateness));
    if (random.nextInt(3) == 0) {
      side.put("key", RandomContent.POINTERS.get(random.nextInt(RandomContent.POINTERS.size())));
    }
    return side;
  }

  private Map<String, Object> join(int longestLateness) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    Map<String, Object> join = new LinkedHashMap<>();
    join.put("type", type);
    if (!type.endsWith("lookup")) {
      join.put("before", time(bound()));
      join.put("after", time(bound()));
    } else if (random.nextBoolean()) {
      join.put("history", time(longestLateness + random.nextInt(10)));
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
