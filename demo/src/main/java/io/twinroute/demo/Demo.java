package io.twinroute.demo;

import io.twinroute.demo.local.LocalClusterException;
import io.twinroute.parity.ParityException;
import io.twinroute.runtime.command.CommandLines;
import io.twinroute.runtime.command.StandardOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The demo's process, whose command line is that of {@code ./twinroute demo}. */
@Command(name = "twinroute", subcommands = DemoCommand.class)
public final class Demo {
  @Mixin
  @SuppressWarnings("UnusedVariable") // for picocli alone
  private final StandardOptions standard = new StandardOptions();

  private Demo() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return CommandLines.create(new Demo(), ParityException.class, LocalClusterException.class);
  }
}
