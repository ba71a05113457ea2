package io.twinroute.cli.commands;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.engine.Obstacle;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.runtime.command.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate FILE}: all problems of a route file at once, or else its warnings. */
@Command(name = "validate", description = "Reports all problems of a route file at once.")
public final class ValidateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The route file (YAML).")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path path;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException {
    RouteFile file = RouteFiles.read(path);
    Stream.concat(file.warnings().stream(), Obstacle.of(file).stream())
        .forEach(each -> spec.commandLine().getErr().println("warning: " + each));
    int routes = file.routes().size();
    spec.commandLine()
        .getOut()
        .println(path + ": valid, " + routes + (routes == 1 ? " route" : " routes"));
    return ExitCode.OK;
  }
}
