package io.twinroute.demo;

import picocli.CommandLine;

/** The demo's command line, for tests of what is said about it. */
public final class DemoCommandLine {

  private DemoCommandLine() {}

  public static CommandLine create() {
    return Demo.commandLine();
  }
}
