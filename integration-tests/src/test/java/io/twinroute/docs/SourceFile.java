package io.twinroute.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Java file, as far as people read it.
 *
 * @param path where it is
 * @param comments its comments, Javadoc included; adjacent lines are one
 * @param literals its texts; those that {@code +} joins are one
 */
record SourceFile(Path path, List<String> comments, List<String> literals) {

  private static final Pattern PART =
      Pattern.compile(
          String.join(
              "|",
              "\"\"\"(?s:.*?)\"\"\"",
              "\"(?:\\\\.|[^\"\\\\\n])*\"(?:\\s*\\+\\s*\"(?:\\\\.|[^\"\\\\\n])*\")*",
              "'(?:\\\\.|[^'\\\\\n])+'",
              "(?://[^\n]*(?:\n[ ]*(?=//))?)+",
              "/\\*(?s:.*?)\\*/"));

  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern MARGIN = Pattern.compile("(?m)^\\s*(?:\\*|//)");

  /** The main code of every module, the benchmarks included. */
  static List<SourceFile> main() {
    return Pages.files().stream()
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> file.toString().contains("/src/main/"))
        .map(file -> of(file, read(file)))
        .toList();
  }

  static SourceFile of(Path path, String text) {
    List<String> comments = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    for (String part : PART.matcher(text).results().map(MatchResult::group).toList()) {
      if (part.startsWith("/")) {
        comments.add(MARGIN.matcher(part).replaceAll(" "));
      } else {
        literals.add(JOINT.matcher(part).replaceAll(""));
      }
    }
    return new SourceFile(path, comments, literals);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return Pages.ROOT.relativize(path).toString();
  }
}
