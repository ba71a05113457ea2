package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.InputKeys;
import io.twinroute.config.key.Key;
import io.twinroute.semantics.where.InvalidConditionException;
import io.twinroute.semantics.where.RecordCondition;
import io.twinroute.semantics.where.ResultCondition;
import org.jspecify.annotations.Nullable;

/** Reads conditions, and checks their types. */
final class ConditionReader {

  private static final String UNTYPED =
      "computes with numbers whose type only a record shows, and fails where an int meets a"
          + " double; write double(...) or int(...) around each";

  private final SettingReader settings;
  private final Problems problems;

  ConditionReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** The condition of an input; null if there is none, or it is wrong. */
  @Nullable String ofInput(String path) {
    String text = settings.find(path, InputKeys.WHERE);
    if (text == null) {
      return null;
    }
    String key = settings.path(path, InputKeys.WHERE);
    try {
      if (RecordCondition.computesWithUntyped(text)) {
        problems.warn(key, UNTYPED);
      }
      return text;
    } catch (InvalidConditionException e) {
      problems.addLines(key, e.getMessage());
      return null;
    }
  }

  /**
   * A condition of the output; null if there is none, or it is wrong.
   *
   * @param setting which one
   * @param first what a result calls the first input's value
   * @param second what a result calls the second input's value; null: there is none
   */
  @Nullable String ofOutput(
      String path, Key<String> setting, String first, @Nullable String second) {
    String text = settings.find(path, setting);
    if (text == null) {
      return null;
    }
    String key = settings.path(path, setting);
    if (!canName(key, first) || (second != null && !canName(key, second))) {
      return null;
    }
    try {
      if (ResultCondition.computesWithUntyped(text, first, second)) {
        problems.warn(key, UNTYPED);
      }
      return text;
    } catch (InvalidConditionException e) {
      problems.addLines(key, e.getMessage());
      return null;
    }
  }

  private boolean canName(String key, String name) {
    if (ResultCondition.canName(name)) {
      return true;
    }
    problems.add(
        key, "a condition cannot name the side '" + name + "'; give it an 'as' of letters");
    return false;
  }
}
