package io.twinroute.cli.commands;

import io.twinroute.runtime.command.RouteFileOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code run} only for its help and for errors in the engine's name; otherwise the launcher starts
 * the engine's router, which takes the same options.
 */
@Command(
    name = "run",
    description = "Runs the file's routes on one engine until Ctrl-C or SIGTERM.")
public final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--engine",
      required = true,
      paramLabel = "ENGINE",
      description = "${bundle:engines.or}.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private String engine;

  @Mixin
  @SuppressWarnings("UnusedVariable") // the router reads it
  private final RouteFileOption config = new RouteFileOption();

  @Option(
      names = "--until-end",
      description = "Process exactly what the sources hold now, then end.")
  @SuppressWarnings("UnusedVariable") // the router reads it
  private boolean untilEnd;

  @Option(
      names = "--keep-trying",
      description =
          "While clusters or topics are not as required, report it in /health and try again,"
              + " instead of ending.")
  @SuppressWarnings("UnusedVariable") // the router reads it
  private boolean keepTrying;

  @Option(
      names = "--watch",
      description =
          "Whenever the route file changes, take the change over, as reload does: routes that it"
              + " does not change keep running.")
  @SuppressWarnings("UnusedVariable") // the router reads it
  private boolean watch;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), EngineOption.unknown(engine));
  }
}
