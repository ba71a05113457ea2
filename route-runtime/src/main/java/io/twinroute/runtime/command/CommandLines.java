package io.twinroute.runtime.command;

import java.util.List;
import picocli.CommandLine;

/** Makes picocli command lines that end the same way in every process; see {@link ExitCode}. */
public final class CommandLines {

  private CommandLines() {}

  /**
   * A command line for {@code command}, an object with picocli's annotations. Wrong usage and an
   * invalid route file end with {@link ExitCode#USAGE}, anything else that is thrown with {@link
   * ExitCode#FAILED}; there is always a message on stderr, and a stack trace only where one was
   * asked for ({@code --verbose} or {@code TWINROUTE_DEBUG=1}) and the error was not expected.
   *
   * @param expected exceptions whose message is shown as it is, besides {@link
   *     io.twinroute.runtime.RouteFailedException}
   */
  @SafeVarargs
  public static CommandLine create(Object command, Class<? extends Exception>... expected) {
    return create(command, List.of(), List.of(expected));
  }

  /**
   * The same with more commands than those that the annotations name.
   *
   * @param subcommands objects with picocli's annotations
   */
  public static CommandLine create(
      Object command, List<Object> subcommands, List<Class<? extends Exception>> expected) {
    CommandLine line = new CommandLine(command);
    subcommands.forEach(line::addSubcommand);
    return line.setResourceBundle(new EngineWords())
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures(expected))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
