package io.twinroute.cli;

import io.twinroute.cli.commands.DemoEntry;
import io.twinroute.cli.commands.DiffCommand;
import io.twinroute.cli.commands.PlanCommand;
import io.twinroute.cli.commands.ReloadCommand;
import io.twinroute.cli.commands.RunCommand;
import io.twinroute.cli.commands.SchemaCommand;
import io.twinroute.cli.commands.ValidateCommand;
import io.twinroute.cli.commands.VerifyCommand;
import io.twinroute.cli.doctor.DoctorCommand;
import io.twinroute.cli.replay.ReplayCommand;
import io.twinroute.cli.status.StatusCommand;
import io.twinroute.parity.ParityException;
import io.twinroute.runtime.command.CommandLines;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.StandardOptions;
import io.twinroute.runtime.engine.EngineDeclarations;
import io.twinroute.runtime.engine.EngineTools;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line: everything but the routers and the demo, which the launcher starts directly.
 */
@Command(
    name = "twinroute",
    description = "One route across Kafka clusters, two engines, identical records.",
    subcommands = {
      DemoEntry.class,
      ValidateCommand.class,
      SchemaCommand.class,
      PlanCommand.class,
      RunCommand.class,
      ReloadCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      DiffCommand.class,
      DoctorCommand.class,
      ReplayCommand.class
    })
public final class Twinroute implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("UnusedVariable") // for picocli alone
  private final StandardOptions standard = new StandardOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  private Twinroute() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    List<Object> commands = new ArrayList<>();
    List<Class<? extends Exception>> expected = new ArrayList<>(List.of(ParityException.class));
    for (EngineTools tools : EngineDeclarations.tools()) {
      commands.addAll(tools.commands());
      expected.addAll(tools.failures());
    }
    return CommandLines.create(new Twinroute(), commands, expected);
  }

  @Override
  public Integer call() {
    if (spec.commandLine().getParseResult().originalArgs().isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getErr());
      return ExitCode.USAGE;
    }
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }
}
