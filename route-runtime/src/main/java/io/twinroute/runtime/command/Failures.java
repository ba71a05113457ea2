package io.twinroute.runtime.command;

import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.runtime.RouteFailedException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a message for people and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  private final List<Class<? extends Exception>> expected;

  Failures(List<Class<? extends Exception>> expected) {
    this.expected = List.copyOf(expected);
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    try {
      if (error instanceof InvalidRouteFileException invalid) {
        for (Problem problem : invalid.problems()) {
          err.println(problem);
        }
        return ExitCode.USAGE;
      }
      if (isExpected(error)) {
        err.println(error.getMessage());
      } else {
        printUnexpected(error, parsed, err);
      }
      return ExitCode.FAILED;
    } finally {
      err.flush();
    }
  }

  private boolean isExpected(Exception error) {
    return error instanceof RouteFailedException
        || expected.stream().anyMatch(type -> type.isInstance(error));
  }

  private static void printUnexpected(Exception error, ParseResult parsed, PrintWriter err) {
    if (wantsTrace(parsed)) {
      error.printStackTrace(err);
      return;
    }
    err.println("Unexpected error: " + String.valueOf(error).lines().findFirst().orElse(""));
    err.println("Run it again with " + StandardOptions.VERBOSE + " to see where it comes from.");
  }

  private static boolean wantsTrace(ParseResult parsed) {
    return "1".equals(System.getenv("TWINROUTE_DEBUG"))
        || parsed.asCommandLineList().stream()
            .anyMatch(level -> level.getParseResult().hasMatchedOption(StandardOptions.VERBOSE));
  }
}
