package io.twinroute.runtime.command;

/** What a Twinroute process ends with. */
public final class ExitCode {
  /** Fine; for a comparison: identical. */
  public static final int OK = 0;

  /** The thing failed, or differs. */
  public static final int FAILED = 1;

  /** Wrong usage, or an invalid route file. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
