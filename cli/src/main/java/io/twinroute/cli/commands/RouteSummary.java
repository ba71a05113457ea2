package io.twinroute.cli.commands;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.format.Selected;
import io.twinroute.semantics.logic.CopiedHeaders;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.PassThrough;
import io.twinroute.semantics.logic.Sides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    for (RouteInput input : route.inputs()) {
      lines.add(line(input.name(), text(route, input)));
      addTime(lines, input);
      addWhere(lines, input.where());
    }
    lines.add(line(route.keepsState() ? "join" : "rule", rule(route)));
    addOutput(lines, route.output());
    addWhere(lines, route.output().where());
    lines.addAll(results(route));
    lines.add(line("promise", route.delivery().id()));
    return lines;
  }

  private static void addTime(List<String> lines, RouteInput input) {
    EventTime time = input.time();
    if (time != null) {
      Duration ahead = time.maxAhead();
      lines.add(
          line(
              "  time",
              "%s, numbers in %s%s"
                  .formatted(
                      time.field(),
                      time.unit().name().toLowerCase(Locale.ROOT),
                      ahead == null ? "" : ", at most " + text(ahead) + " ahead")));
    }
  }

  private static void addWhere(List<String> lines, @Nullable String where) {
    if (where != null) {
      lines.add(line("  where", inOneLine(where)));
    }
  }

  private static String inOneLine(String condition) {
    return condition.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String text(RoutePlan route, RouteInput input) {
    if (!route.keepsState()) {
      return "%s, %s"
          .formatted(
              topics(input),
              input.hasLateness() ? "lateness " + text(input.lateness()) : "never late");
    }
    return "%s, as '%s', joined on %s, lateness %s, %s"
        .formatted(
            topics(input),
            input.as(),
            key(input),
            text(input.lateness()),
            input.silenceAfter() == null
                ? "never silent"
                : "silent after " + text(input.silenceAfter()));
  }

  private static String topics(RouteInput input) {
    return input.topics().stream()
        .map(topic -> topic.topic() + " on " + topic.cluster())
        .collect(Collectors.joining("; "));
  }

  private static String key(RouteInput input) {
    JoinKey key = input.key();
    if (key == null) {
      return "the record's key";
    }
    return switch (key.part()) {
      case KEY -> key.pointer() + " of the record's key";
      case VALUE -> key.pointer().text();
    };
  }

  private static String rule(RoutePlan route) {
    String left = route.input(Sides.LEFT).as();
    String right = route.keepsState() ? route.input(Sides.RIGHT).as() : "";
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
                Duration within = join.firstVersionWithin();
                return "%s, equal keys, %s as it was at the time of %s, history %s%s"
                    .formatted(
                        join.keepsLeft() ? "left lookup" : "lookup",
                        right,
                        left,
                        text(join.history()),
                        within == null ? "" : ", or its first version within " + text(within));
              }

              @Override
              public String passThrough(PassThrough rule) {
                return "pass-through, each record as it is";
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

  /** Lines for what is not as it is without settings. */
  private static List<String> results(RoutePlan route) {
    ResultRule results = route.output().results();
    List<String> lines = new ArrayList<>();
    ResultField key = results.form().key();
    if (key != null) {
      lines.add(line("key", "of each result: " + text(route, key)));
    }
    if (results.headers() != CopiedHeaders.BOTH) {
      lines.add(
          line(
              "headers",
              "of each result: twinroute-id"
                  + (results.headers() == CopiedHeaders.NONE
                      ? ""
                      : ", then those of the " + results.headers().id())));
    }
    if (results.tombstoneOn() != null) {
      lines.add(line("tombstones", "where " + inOneLine(results.tombstoneOn())));
    }
    if (results.form().select() != null) {
      addMembers(lines, route, "", results.form().select());
    }
    return lines;
  }

  private static void addMembers(
      List<String> lines, RoutePlan route, String prefix, Selected.Members members) {
    for (Selected.Member member : members.members()) {
      String name = prefix + member.name();
      if (member.value() instanceof Selected.Members inner) {
        addMembers(lines, route, name + ".", inner);
      } else if (member.value() instanceof Selected.Field field) {
        lines.add(line("select", name + ": " + text(route, field.field())));
      } else if (member.value() instanceof Selected.Constant constant) {
        lines.add(line("select", name + ": " + constant.json()));
      }
    }
  }

  private static String text(RoutePlan route, ResultField field) {
    return "/" + route.input(field.input()).as() + field.pointer();
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
