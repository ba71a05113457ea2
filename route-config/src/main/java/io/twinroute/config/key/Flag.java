package io.twinroute.config.key;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Yes or no, as YAML writes it: {@code true} or {@code false}. */
public record Flag() implements ValueType<Boolean> {

  @Override
  public @Nullable Boolean read(Values values, String path) {
    return values.choice(path, List.of(true, false), String::valueOf);
  }

  @Override
  public String write(Boolean value) {
    return value.toString();
  }

  @Override
  public String words() {
    return "`true`, `false`";
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return JsonSchema.map(
        "anyOf",
        List.of(
            JsonSchema.map("enum", List.of(true, false, "true", "false")), JsonSchema.PLACEHOLDER));
  }
}
