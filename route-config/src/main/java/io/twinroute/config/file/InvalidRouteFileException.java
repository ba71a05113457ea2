package io.twinroute.config.file;

import java.util.List;

/** A route file with problems: all of them, each with its full path and the remedy. */
public final class InvalidRouteFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<Problem> problems;

  public InvalidRouteFileException(List<Problem> problems) {
    super(String.join(System.lineSeparator(), problems.stream().map(Problem::toString).toList()));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the file's order; at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
