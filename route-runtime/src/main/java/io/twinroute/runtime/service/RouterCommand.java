package io.twinroute.runtime.service;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.command.CommandLines;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.StandardOptions;
import io.twinroute.runtime.plan.Diagram;
import io.twinroute.runtime.plan.PlanFormat;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A router's command line: {@code run} and {@code plan}. */
@Command(name = "twinroute", description = "Runs routes on one engine.")
public final class RouterCommand {

  private final Clusters clusters;
  private final EngineAdapter adapter;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private StandardOptions standard = new StandardOptions();

  private RouterCommand(Clusters clusters, EngineAdapter adapter) {
    this.clusters = clusters;
    this.adapter = adapter;
  }

  /**
   * Runs the command line of a router.
   *
   * @param clusters gives the clients with which routes are prepared and watched
   * @return the process's exit code, see {@link ExitCode}
   */
  public static int execute(Clusters clusters, EngineAdapter adapter, String... args) {
    return CommandLines.create(new RouterCommand(clusters, adapter)).execute(args);
  }

  @Command(
      name = "run",
      description = "Runs the file's routes in this process until it is asked to stop.")
  int run(
      @Option(names = "--engine", required = true, description = "${bundle:engines.or}")
          String engine,
      @Option(names = "--config", required = true, description = "The route file (YAML).")
          Path file,
      @Option(
              names = "--until-end",
              description = "Process what the sources hold now, exactly, and end.")
          boolean untilEnd,
      @Option(
              names = "--keep-trying",
              description =
                  "While clusters or topics are not as required, report it in /health and try"
                      + " again, instead of ending.")
          boolean keepTrying,
      @Option(
              names = "--watch",
              description =
                  "Whenever the route file changes, take the change over, as reload does: routes"
                      + " that it does not change keep running.")
          boolean watch)
      throws InvalidRouteFileException, InterruptedException {
    if (!engine.equals(adapter.engine().id())) {
      throw new ParameterException(
          spec.commandLine(),
          "This is the %s router; it cannot run '%s'.".formatted(adapter.engine().id(), engine));
    }
    if (untilEnd && watch) {
      throw new ParameterException(
          spec.commandLine(),
          "--watch and --until-end exclude each other: a run --until-end reads its file once.");
    }
    new RouterService(clusters, adapter, System.out)
        .run(file, new RunOptions(untilEnd, keepTrying, watch));
    return ExitCode.OK;
  }

  @Command(name = "plan", description = "Shows what this engine would run.")
  int plan(
      @Parameters(paramLabel = "FILE", description = "The route file (YAML).") Path file,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "text, or mermaid: the subgraphs of a flowchart.")
          PlanFormat format)
      throws InvalidRouteFileException {
    RouteFile routes = RouteFiles.read(file);
    int number = 0;
    for (RoutePlan route : routes.routes()) {
      System.out.println(
          format == PlanFormat.TEXT
              ? adapter.describe(route, routes)
              : drawn(new Diagram(adapter.engine(), route, number), route, routes));
      number++;
    }
    return ExitCode.OK;
  }

  private Diagram drawn(Diagram diagram, RoutePlan route, RouteFile file) {
    adapter.draw(route, file, diagram);
    return diagram;
  }
}
