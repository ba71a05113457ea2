package io.twinroute.config.file;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects everything that is wrong, so that a user learns all of it at once, and what is not wrong
 * but should be changed.
 */
public final class Problems {

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private final Set<String> settled = new HashSet<>();

  public void add(String path, String message) {
    // One problem is one line, whatever a value or a key holds.
    found.add(new Problem(oneLine(path), oneLine(message)));
  }

  /** Adds a problem whose message shows a place in a text, line by line. */
  public void addLines(String path, String message) {
    found.add(new Problem(oneLine(path), message.replaceAll("[\\p{Cntrl}&&[^\n]]+", " ")));
  }

  /** Says that something should be changed, although the file is valid with it. */
  public void warn(String path, String message) {
    warnings.add(new Problem(oneLine(path), oneLine(message)));
  }

  /** Adds a problem after which nothing else about {@code path}, or below it, is worth saying. */
  public void addAndSettle(String path, String message) {
    add(path, message);
    settle(path);
  }

  /** Says that a problem reported elsewhere explains whatever is odd at {@code path} or below. */
  void settle(String path) {
    settled.add(path);
  }

  public boolean isSettled(String path) {
    if (settled.contains(path)) {
      return true;
    }
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      if (settled.contains(path.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }

  /**
   * @throws InvalidRouteFileException with all problems in the order of {@code keys}, if there are
   *     any
   */
  public void throwIfAny(FileKeys keys) throws InvalidRouteFileException {
    if (!found.isEmpty()) {
      throw new InvalidRouteFileException(sorted(found, keys));
    }
  }

  /** All warnings in the order of {@code keys}. */
  public List<Problem> warnings(FileKeys keys) {
    return sorted(warnings, keys);
  }

  private static List<Problem> sorted(Set<Problem> problems, FileKeys keys) {
    return problems.stream()
        .sorted(Comparator.comparingInt(problem -> keys.position(problem.path())))
        .toList();
  }

  public static InvalidRouteFileException single(String path, String message) {
    return new InvalidRouteFileException(List.of(new Problem(oneLine(path), oneLine(message))));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
