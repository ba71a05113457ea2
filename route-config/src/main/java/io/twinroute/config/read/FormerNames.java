package io.twinroute.config.read;

import io.twinroute.config.file.FileKeys;
import io.twinroute.config.file.Problems;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of the two names of a renamed setting a value is written under. */
final class FormerNames {

  private final FileKeys keys;
  private final Problems problems;

  FormerNames(FileKeys keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  /**
   * The path to read: the former one if the value is there. It warns of the former name, and
   * reports if both names are used with the same right.
   *
   * @param read the value at a path; null if there is none
   */
  String pathInUse(String path, String formerPath, Function<String, @Nullable String> read) {
    if (read.apply(formerPath) == null) {
      return path;
    }
    String name = path.substring(path.lastIndexOf('.') + 1);
    problems.warn(formerPath, "is called " + name + " now; use the new name");
    if (read.apply(path) == null) {
      return formerPath;
    }
    boolean inFile = keys.contains(path);
    if (inFile == keys.contains(formerPath)) {
      problems.add(formerPath, "is the former name of " + name + ", which is set too; remove it");
      return path;
    }
    // One of them overrides what a file says under the other name.
    return inFile ? formerPath : path;
  }
}
