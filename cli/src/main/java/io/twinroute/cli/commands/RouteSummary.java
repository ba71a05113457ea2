package io.twinroute.cli.commands;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.Sides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a route does, in a few lines, with its defaults. */
final class RouteSummary {

  private static final String COUNTED = "counted only";

  private RouteSummary() {}

  static List<String> of(RoutePlan route) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Route "
            + route.name()
            + (route.enabled() ? "" : " (enabled: false, routers do not run it)"));
    route.inputs().forEach(input -> lines.add(line(input.name(), text(input))));
    lines.add(line("join", join(route)));
    addOutput(lines, route.output());
    lines.add(line("promise", route.delivery().id()));
    return lines;
  }

  private static String text(RouteInput input) {
    return "%s, as '%s', joined on %s, lateness %s, %s"
        .formatted(
            input.topics().stream()
                .map(topic -> topic.topic() + " on " + topic.cluster())
                .collect(Collectors.joining("; ")),
            input.as(),
            input.key() == null ? "the record's key" : input.key(),
            text(input.lateness()),
            input.silenceAfter() == null
                ? "never silent"
                : "silent after " + text(input.silenceAfter()));
  }

  private static String join(RoutePlan route) {
    String left = route.input(Sides.LEFT).as();
    String right = route.input(Sides.RIGHT).as();
    return route
        .rule()
        .visit(
            new LogicRule.Visitor<>() {
              @Override
              public String windowed(JoinRule.Windowed join) {
                JoinWindow window = join.window();
                return "%s join, equal keys, %s from %s before to %s after %s"
                    .formatted(
                        join.type(), right, text(window.before()), text(window.after()), left);
              }

              @Override
              public String lookup(JoinRule.Lookup join) {
                return "%s, equal keys, %s as it was at the time of %s, history %s"
                    .formatted(join.type().replace('-', ' '), right, left, text(join.history()));
              }
            });
  }

  private static void addOutput(List<String> lines, Output output) {
    List<Engine> engines = Engines.all();
    if (engines.stream().map(engine -> topics(output, engine)).distinct().count() == 1) {
      addOutput(lines, output, engines.get(0), "either engine");
    } else {
      for (Engine engine : engines) {
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
