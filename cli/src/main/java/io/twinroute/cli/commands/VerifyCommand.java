package io.twinroute.cli.commands;

import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.parity.RecordSource;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verify}: whether both engines wrote the same records. */
@Command(
    name = "verify",
    description =
        "Compares what both engines wrote, for every route with an output per engine; exit code 1"
            + " if it differs.")
public final class VerifyCommand implements Callable<Integer> {

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Mixin private final RouteOption only = new RouteOption();

  @Option(
      names = "--reference",
      description =
          "Also compares with the reference: an independent, slow join of all that the sources"
              + " hold.")
  private boolean reference;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException {
    List<RoutePlan> routes = comparable(config.read());
    boolean identical = true;
    for (RoutePlan route : routes) {
      identical &= isIdentical(route, routes.size() == 1 ? "" : route.name() + ": ");
    }
    return identical ? ExitCode.OK : ExitCode.FAILED;
  }

  /** One line for the results; rejected records are reported only if they differ. */
  private boolean isIdentical(RoutePlan route, String prefix) {
    OutputSides sides = OutputSides.of(route, reference);
    Verdict results = Verdict.of(sides.results());
    print(results, prefix);
    if (results.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(prefix + "note: all sides are empty. Have both engines run?");
    }
    if (route.output().cleanup() == Cleanup.COMPACT && !results.identical()) {
      spec.commandLine()
          .getErr()
          .println(
              prefix
                  + "note: brokers compact these topics at times of their own, so a difference"
                  + " says nothing.");
    }
    return results.identical()
        & areAlike(sides.late(), prefix + "late: ")
        & areAlike(sides.deadLetters(), prefix + "dead letters: ");
  }

  private boolean areAlike(Optional<Map<String, RecordSource>> rejected, String prefix) {
    Optional<Verdict> difference =
        rejected.map(Verdict::of).filter(verdict -> !verdict.identical());
    difference.ifPresent(verdict -> print(verdict, prefix));
    return difference.isEmpty();
  }

  private List<RoutePlan> comparable(RouteFile file) {
    Optional<RoutePlan> named = only.in(file);
    if (named.isPresent()) {
      mustBeComparable(named.get());
      return List.of(named.get());
    }
    List<RoutePlan> routes =
        file.routes().stream().filter(route -> route.output().isPerEngine()).toList();
    if (routes.isEmpty()) {
      throw usage("No route has an output for each engine: " + howToCompare());
    }
    return routes;
  }

  private void mustBeComparable(RoutePlan named) {
    if (!named.output().isPerEngine()) {
      throw usage(
          "Route '%s' has one output, %s: %s"
              .formatted(named.name(), named.output().topicTemplate(), howToCompare()));
    }
  }

  private static String howToCompare() {
    return "put %s into its output topic's name, or compare two topics with 'diff'."
        .formatted(Engine.PLACEHOLDER);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(Verdict verdict, String prefix) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(prefix + verdict.line());
    verdict.explanation().forEach(out::println);
    out.flush();
  }
}
