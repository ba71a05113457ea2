package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.InputKeys;
import io.twinroute.config.key.OutputKeys;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.format.Selected;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.logic.CopiedHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what of its records a route's results hold. */
final class ResultReader {

  private final SettingReader settings;
  private final Problems problems;
  private final ValueFormat constants;
  private final List<String> names;

  /**
   * @param names what results call the values of the inputs, in their order
   */
  ResultReader(
      SettingReader settings, Problems problems, ValueFormat constants, List<String> names) {
    this.settings = settings;
    this.constants = constants;
    this.problems = problems;
    this.names = names;
  }

  /**
   * What is set in the output at {@code path}.
   *
   * @param tombstoneOn the condition of which results are tombstones; null: none is
   */
  ResultRule read(String path, @Nullable String tombstoneOn) {
    JsonPointer key = settings.find(path, OutputKeys.KEY);
    return new ResultRule(
        new ResultForm(
            select(path + "." + OutputKeys.SELECT),
            key == null ? null : field(settings.path(path, OutputKeys.KEY), key)),
        headers(path),
        tombstoneOn);
  }

  private CopiedHeaders headers(String path) {
    CopiedHeaders headers = settings.get(path, OutputKeys.HEADERS);
    if (names.size() == 1 && (headers == CopiedHeaders.LEFT || headers == CopiedHeaders.RIGHT)) {
      problems.add(
          settings.path(path, OutputKeys.HEADERS),
          "'"
              + headers.id()
              + "' belongs to joins; write none, or remove it to keep the record's headers");
    }
    return headers;
  }

  private Selected.@Nullable Members select(String path) {
    return settings.isWritten(path) ? members(path, settings.below(path)) : null;
  }

  /** The members of which the keys of {@code values} are paths. */
  private Selected.@Nullable Members members(String path, Map<String, Object> values) {
    Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String[] parts = key.split("\\.", 2);
          byName
              .computeIfAbsent(parts[0], name -> new LinkedHashMap<>())
              .put(parts.length == 1 ? "" : parts[1], value);
        });
    List<Selected.Member> members = new ArrayList<>();
    byName.forEach(
        (name, below) -> {
          String at = path + "." + name;
          Selected value = member(at, below);
          if (value != null && isName(at, name)) {
            members.add(new Selected.Member(name, value));
          }
        });
    return members.isEmpty() ? null : new Selected.Members(members);
  }

  private boolean isName(String path, String name) {
    try {
      InputKeys.member(name);
      return true;
    } catch (IllegalArgumentException e) {
      problems.add(path, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private @Nullable Selected member(String path, Map<String, Object> below) {
    Object value = below.get("");
    if (value == null) {
      return members(path, below);
    }
    if (below.size() > 1) {
      problems.add(path, "is a field and a mapping; name one of them otherwise");
      return null;
    }
    return value(path, value);
  }

  private @Nullable Selected value(String path, Object value) {
    if (!(value instanceof CharSequence)) {
      problems.add(
          path,
          "YAML reads this as '" + value + "'; put a constant in quotes, as '\"eu\"' and '1'");
      return null;
    }
    String text = value.toString();
    if (text.startsWith("/")) {
      try {
        ResultField field = field(path, JsonPointer.parse(text));
        return field == null ? null : new Selected.Field(field);
      } catch (IllegalArgumentException e) {
        problems.add(path, "'" + text + "' names no field; " + e.getMessage());
        return null;
      }
    }
    if (!constants.isValid(text.getBytes(StandardCharsets.UTF_8))) {
      problems.add(
          path,
          "'"
              + text
              + "' is neither a JSON Pointer, as /"
              + names.get(0)
              + "/id is, nor a constant in JSON; write a text as '\"eu\"'");
      return null;
    }
    return new Selected.Constant(text.strip());
  }

  /** The field of an input that a pointer into a whole result names. */
  private @Nullable ResultField field(String path, JsonPointer pointer) {
    int input = names.indexOf(pointer.tokens().get(0));
    if (input < 0) {
      problems.add(
          path,
          "'"
              + pointer
              + (names.size() == 1 ? "' is not in the input's value" : "' is in no side's value")
              + "; begin with "
              + names.stream()
                  .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                  .map(Objects::toString)
                  .collect(Collectors.joining(" or ")));
      return null;
    }
    return new ResultField(input, pointer.behindFirst());
  }
}
