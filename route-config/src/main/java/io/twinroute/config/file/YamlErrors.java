package io.twinroute.config.file;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * What is wrong with a YAML text, in one line. The parser's own messages quote the text, which may
 * hold secrets.
 */
public final class YamlErrors {

  private YamlErrors() {}

  public static String describe(RuntimeException error) {
    if (error instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      Mark mark = marked.getProblemMark();
      return String.format(
          "line %d, column %d: %s", mark.getLine() + 1, mark.getColumn() + 1, problem(marked));
    }
    if (error instanceof ReaderException unreadable) {
      return String.format(
          "character U+%04X at position %d is not allowed",
          unreadable.getCodePoint(), unreadable.getPosition());
    }
    return error instanceof YAMLException
        ? String.valueOf(error.getMessage())
        : "a value does not fit its tag or is an impossible date; put it in quotes";
  }

  private static String problem(MarkedYAMLException error) {
    String problem = String.valueOf(error.getProblem());
    // A password that starts with one of these characters is named in the parser's message.
    if (problem.startsWith("found undefined alias")) {
      return "found an undefined alias; put a text that starts with '*' in quotes";
    }
    if (problem.startsWith("could not determine a constructor for the tag")) {
      return "found an unknown tag; put a text that starts with '!' in quotes";
    }
    return problem;
  }
}
