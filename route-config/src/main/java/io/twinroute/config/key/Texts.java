package io.twinroute.config.key;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of texts; also one text in which commas separate them.
 *
 * @param form a regular expression of each
 * @param wayOut what to do about one that does not have the form
 */
public record Texts(String form, String wayOut) implements ValueType<List<String>> {

  @Override
  public @Nullable List<String> read(Values values, String path) {
    List<String> texts = values.texts(path);
    if (texts == null) {
      return null;
    }
    for (String text : texts) {
      if (!text.matches(form)) {
        values.report(path, "'" + text + "' does not fit; " + wayOut);
        return null;
      }
    }
    return texts;
  }

  @Override
  public String write(List<String> value) {
    return String.join(", ", value);
  }

  @Override
  public String words() {
    return "list of texts";
  }

  @Override
  public Map<String, Object> jsonSchema() {
    String list = "\\s*" + form + "\\s*(?:,\\s*" + form + "\\s*)*";
    Map<String, Object> text =
        JsonSchema.map("type", "string", "pattern", JsonSchema.orPlaceholder(list));
    return JsonSchema.map("anyOf", List.of(text, JsonSchema.map("type", "array", "items", text)));
  }
}
