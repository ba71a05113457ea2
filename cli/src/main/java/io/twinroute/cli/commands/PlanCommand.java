package io.twinroute.cli.commands;

import io.twinroute.cli.engine.Launcher;
import io.twinroute.config.Engine;
import io.twinroute.config.InvalidRouteFileException;
import io.twinroute.config.RouteFile;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.mirror.MirrorConnector;
import io.twinroute.mirror.MirrorConnectors;
import io.twinroute.runtime.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan FILE}: the routes, the mirrors, and what each router says it would run. */
@Command(name = "plan", description = "Shows what each engine will run; starts nothing.")
public final class PlanCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The route file (YAML).")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path path;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException, IOException, InterruptedException {
    RouteFile file = RouteFiles.read(path);
    PrintWriter out = spec.commandLine().getOut();
    file.routes().forEach(route -> printRoute(out, route));
    printMirrors(out, file);
    int exit = ExitCode.OK;
    for (Engine engine : Engine.values()) {
      out.printf("%n%s%n%n", heading(engine));
      out.flush();
      exit = Math.max(exit, printEngine(engine));
    }
    return exit;
  }

  private static void printRoute(PrintWriter out, RoutePlan route) {
    out.println("Route " + route.name());
    route.sides().forEach(side -> printSide(out, side));
    out.printf(
        "  join    inner, equal keys, %s from %s before to %s after %s%n",
        route.right().as(),
        text(route.window().before()),
        text(route.window().after()),
        route.left().as());
    for (Engine engine : Engine.values()) {
      out.printf(
          "  output  %s on %s (%s)%n",
          route.output().topic(engine), route.output().cluster(), engine.id());
      if (!route.output().isPerEngine()) {
        break;
      }
    }
    out.println("  promise " + route.delivery().id());
  }

  private static void printSide(PrintWriter out, SourceSide side) {
    out.printf(
        "  %-7s %s on %s, as '%s', lateness %s%n",
        side.side().name().toLowerCase(Locale.ROOT),
        side.topic(),
        side.cluster(),
        side.as(),
        text(side.lateness()));
  }

  /** As in a route file: {@code 1h30m} rather than {@code PT1H30M}. */
  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static void printMirrors(PrintWriter out, RouteFile file) {
    out.printf("%nMirrors (Kafka Streams only)%n");
    for (MirrorConnector connector : MirrorConnectors.of(file.routes(), file.kstreams())) {
      out.printf(
          "  %s copies %s%n",
          connector.name(), connector.config().getOrDefault("topics", "(no topics)"));
    }
  }

  private static String heading(Engine engine) {
    return switch (engine) {
      case FLINK -> "Flink";
      case KSTREAMS -> "Kafka Streams";
    };
  }

  private int printEngine(Engine engine) throws IOException, InterruptedException {
    Launcher launcher = Launcher.current();
    ProcessBuilder router = new ProcessBuilder(launcher.plan(engine, path)).inheritIO();
    router.environment().putAll(launcher.environment());
    return router.start().waitFor();
  }
}
