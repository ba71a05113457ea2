package io.twinroute.runtime.command;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; to be mixed into the top command. */
public final class StandardOptions {
  static final String VERBOSE = "--verbose";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an unexpected error (as TWINROUTE_DEBUG=1 does).")
  private boolean verbose;
}
