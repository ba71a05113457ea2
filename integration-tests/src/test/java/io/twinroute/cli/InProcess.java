package io.twinroute.cli;

import io.twinroute.it.support.Command;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * The command line in the tests' own process: for tests of what a command says of clusters, not of
 * how it is started.
 */
public final class InProcess {

  private InProcess() {}

  public static Command.Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Twinroute.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exit = commandLine.execute(arguments);
    return new Command.Result(exit, out.toString(), err.toString());
  }
}
