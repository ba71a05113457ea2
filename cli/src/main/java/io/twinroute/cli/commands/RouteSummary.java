package io.twinroute.cli.commands;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a route does, in a few lines, with its defaults. */
final class RouteSummary {

  private static final String COUNTED = "counted only";

  private RouteSummary() {}

  static List<String> of(RoutePlan route) {
    List<String> lines = new ArrayList<>();
    lines.add("Route " + route.name());
    route
        .sides()
        .forEach(side -> lines.add(line(side.side().name().toLowerCase(Locale.ROOT), text(side))));
    lines.add(line("join", join(route)));
    addOutput(lines, route.output());
    lines.add(line("promise", route.delivery().id()));
    return lines;
  }

  private static String text(RouteInput side) {
    return "%s on %s, as '%s', joined on %s, lateness %s, %s"
        .formatted(
            side.topic(),
            side.cluster(),
            side.as(),
            side.key() == null ? "the record's key" : side.key(),
            text(side.lateness()),
            side.silenceAfter() == null
                ? "never silent"
                : "silent after " + text(side.silenceAfter()));
  }

  private static String join(RoutePlan route) {
    String left = route.left().as();
    String right = route.right().as();
    if (route.join() instanceof JoinRule.Lookup lookup) {
      return "%s, equal keys, %s as it was at the time of %s, history %s"
          .formatted(
              lookup.keepsLeft() ? "left lookup" : "lookup", right, left, text(lookup.history()));
    }
    JoinRule.Windowed windowed = (JoinRule.Windowed) route.join();
    JoinWindow window = windowed.window();
    return "%s join, equal keys, %s from %s before to %s after %s"
        .formatted(kind(windowed), right, text(window.before()), text(window.after()), left);
  }

  private static String kind(JoinRule.Windowed join) {
    if (join.keepsUnmatched(Side.RIGHT)) {
      return "outer";
    }
    return join.keepsUnmatched(Side.LEFT) ? "left" : "inner";
  }

  private static void addOutput(List<String> lines, Output output) {
    if (topics(output, Engine.FLINK).equals(topics(output, Engine.KSTREAMS))) {
      addOutput(lines, output, Engine.FLINK, "either engine");
    } else {
      for (Engine engine : Engine.values()) {
        addOutput(lines, output, engine, engine.id());
      }
    }
  }

  private static void addOutput(List<String> lines, Output output, Engine engine, String by) {
    List<String> topics = topics(output, engine);
    lines.add(line("output", "%s on %s (%s)".formatted(topics.get(0), output.cluster(), by)));
    lines.add(line("late", "%s (%s)".formatted(topics.get(1), by)));
    lines.add(line("dead letters", "%s (%s)".formatted(topics.get(2), by)));
  }

  private static List<String> topics(Output output, Engine engine) {
    return List.of(
        output.topic(engine),
        output.lateTopic(engine).orElse(COUNTED),
        output.deadLetterTopic(engine).orElse(COUNTED));
  }

  private static String line(String title, String text) {
    return "  %-12s %s".formatted(title, text);
  }

  /** As in a route file: {@code 1h30m} rather than {@code PT1H30M}. */
  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
