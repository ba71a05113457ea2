package io.twinroute.cli.commands;

import io.twinroute.cli.engine.Launcher;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.engine.EngineDeclaration;
import io.twinroute.runtime.engine.EngineDeclarations;
import io.twinroute.runtime.plan.Diagram;
import io.twinroute.runtime.plan.PlanFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan FILE}: the routes, and what each router says it would run. */
@Command(name = "plan", description = "Shows what each engine will run; starts nothing.")
public final class PlanCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The route file (YAML).")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path path;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; mermaid is a flowchart of both engines' data.")
  @SuppressWarnings("NullAway.Init") // it has a default
  private PlanFormat format;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException, IOException, InterruptedException {
    RouteFile file = RouteFiles.read(path);
    PrintWriter out = spec.commandLine().getOut();
    if (format == PlanFormat.MERMAID) {
      return draw(out);
    }
    file.routes().forEach(route -> RouteSummary.of(route).forEach(out::println));
    EngineDeclarations.tools().forEach(tools -> tools.plan(file).forEach(out::println));
    int exit = ExitCode.OK;
    for (EngineDeclaration declaration : EngineDeclarations.all()) {
      out.printf("%n%s%n%n", declaration.engine().title());
      out.flush();
      exit = Math.max(exit, printEngine(declaration.engine()));
      printRights(out, declaration, file);
    }
    return exit;
  }

  private int draw(PrintWriter out) throws IOException, InterruptedException {
    out.println(Diagram.HEADER);
    out.flush();
    int exit = ExitCode.OK;
    for (EngineDeclaration declaration : EngineDeclarations.all()) {
      exit = Math.max(exit, printEngine(declaration.engine()));
    }
    return exit;
  }

  private static void printRights(PrintWriter out, EngineDeclaration declaration, RouteFile file) {
    file.routes().stream()
        .flatMap(route -> declaration.grants(route, file).stream())
        .distinct()
        .forEach(grant -> out.printf("  %-18s %s%n", "ACL", grant));
  }

  private int printEngine(Engine engine) throws IOException, InterruptedException {
    Launcher launcher = Launcher.current();
    ProcessBuilder router = new ProcessBuilder(launcher.plan(engine, path, format)).inheritIO();
    router.environment().putAll(launcher.environment());
    return router.start().waitFor();
  }
}
