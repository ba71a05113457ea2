package io.twinroute.cli.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The demo's place in the list of commands. The launcher starts the demo itself in a process of its
 * own, so that its brokers are on no other command's class path.
 */
@Command(name = DemoEntry.NAME, description = DemoEntry.DESCRIPTION)
public final class DemoEntry implements Callable<Integer> {
  public static final String NAME = "demo";

  public static final String DESCRIPTION =
      "Starts three local Kafka clusters, writes sample data, runs both engines and"
          + " compares what they wrote with each other and with the reference. Everything"
          + " is in one temporary folder that is removed afterwards.";

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "The demo is started by the launcher: ./twinroute demo.");
  }
}
