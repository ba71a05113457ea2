package io.twinroute.cli.commands;

import io.twinroute.cli.engine.Launcher;
import io.twinroute.cli.rights.RouteGrants;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.StreamsSettings.Mirror;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
    file.routes().forEach(route -> RouteSummary.of(route).forEach(out::println));
    printMirrors(out, file);
    int exit = ExitCode.OK;
    for (Engine engine : Engine.values()) {
      out.printf("%n%s%n%n", heading(engine));
      out.flush();
      exit = Math.max(exit, printEngine(engine));
      printRights(out, engine, file);
    }
    return exit;
  }

  private static void printMirrors(PrintWriter out, RouteFile file) {
    boolean external = file.kstreams().mirror() == Mirror.EXTERNAL;
    out.printf("%nMirrors (Kafka Streams only%s)%n", external ? "; to be run by others" : "");
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

  private static void printRights(PrintWriter out, Engine engine, RouteFile file) {
    file.routes().stream()
        .flatMap(route -> RouteGrants.of(route, engine, file).stream())
        .distinct()
        .forEach(grant -> out.printf("  %-18s %s%n", "ACL", grant));
  }

  private int printEngine(Engine engine) throws IOException, InterruptedException {
    Launcher launcher = Launcher.current();
    ProcessBuilder router = new ProcessBuilder(launcher.plan(engine, path)).inheritIO();
    router.environment().putAll(launcher.environment());
    return router.start().waitFor();
  }
}
