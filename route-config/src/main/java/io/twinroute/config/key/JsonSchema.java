package io.twinroute.config.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of route files, for editors. */
public final class JsonSchema {

  static final Map<String, Object> PLACEHOLDER = map("$ref", "#/$defs/placeholder");

  private static final String ANY_PLACEHOLDER = "\\$\\{";

  private JsonSchema() {}

  /**
   * The schema as JSON, the same text each time.
   *
   * @param root what is below {@link Schema#ROOT_KEY}
   */
  public static String ofRouteFiles(Schema.Mapping root) {
    return JsonText.of(
        map(
            "$schema",
            "https://json-schema.org/draft/2020-12/schema",
            "title",
            "Twinroute route file",
            "type",
            "object",
            // Other roots are settings of Micronaut.
            "properties",
            map(Schema.ROOT_KEY, of(root)),
            "required",
            List.of(Schema.ROOT_KEY),
            "$defs",
            map(
                "placeholder", map("type", "string", "pattern", ANY_PLACEHOLDER),
                "clientSetting",
                    map(
                        "type", List.of("string", "number", "boolean", "object"),
                        "additionalProperties", map("$ref", "#/$defs/clientSetting")),
                "tree",
                    map(
                        "type",
                        List.of("string", "object"),
                        "minLength",
                        1,
                        "minProperties",
                        1,
                        "additionalProperties",
                        map("$ref", "#/$defs/tree")))));
  }

  /** A pattern for all of {@code form}, and for texts whose placeholders are still to be filled. */
  static String orPlaceholder(String form) {
    return "^(?:" + form + ")$|" + ANY_PLACEHOLDER;
  }

  /** A map in the order of {@code keysAndValues}, which alternate. */
  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> of(Schema schema) {
    Map<String, Object> result = map("description", plain(schema.doc()));
    if (schema instanceof Schema.Mapping mapping) {
      result.putAll(ofMapping(mapping));
    } else if (schema instanceof Schema.Named named) {
      result.putAll(
          map("type", "object", "minProperties", 1, "additionalProperties", of(named.each())));
    } else if (schema instanceof Schema.Tree) {
      result.putAll(
          map(
              "type",
              "object",
              "minProperties",
              1,
              "additionalProperties",
              map("$ref", "#/$defs/tree")));
    } else if (schema instanceof Key<?> key) {
      result.putAll(ofSetting(key));
    } else {
      result.putAll(
          map("type", "object", "additionalProperties", map("$ref", "#/$defs/clientSetting")));
    }
    return result;
  }

  private static Map<String, Object> ofMapping(Schema.Mapping mapping) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    mapping
        .keys()
        .forEach(
            (name, below) -> {
              properties.put(name, of(below));
              if (below instanceof Key<?> key && key.formerName() != null) {
                Map<String, Object> former = of(below);
                former.put("description", "The former name of `" + name + "`.");
                former.put("deprecated", true);
                properties.put(key.formerName(), former);
              }
              if (isRequired(below)) {
                required.add(name);
              }
            });
    Map<String, Object> result = map("type", "object", "properties", properties);
    if (mapping.equals(JoinKeys.JOIN)) {
      result.putAll(JoinKeys.jsonSchemaOfTypes());
    } else if (mapping.equals(RouteKeys.ROUTE)) {
      result.putAll(RouteKeys.jsonSchemaOfKinds());
    } else if (mapping.equals(InputKeys.INPUT) || mapping.equals(PassedKeys.INPUT)) {
      result.putAll(InputKeys.jsonSchemaOfTopics());
    } else if (!required.isEmpty()) {
      result.put("required", required);
    }
    result.put("additionalProperties", false);
    return result;
  }

  private static boolean isRequired(Schema schema) {
    if (schema instanceof Schema.Mapping mapping) {
      return mapping.keys().values().stream().anyMatch(JsonSchema::isRequired);
    }
    return schema instanceof Schema.Named
        || (schema instanceof Key<?> key && key.wayOutIfMissing().isPresent());
  }

  private static <T> Map<String, Object> ofSetting(Key<T> key) {
    Map<String, Object> schema = new LinkedHashMap<>(key.type().jsonSchema());
    key.defaultValue().ifPresent(value -> schema.put("default", key.type().write(value)));
    return schema;
  }

  /** Editors know nothing of the route reference's links. */
  private static String plain(String markdown) {
    return markdown.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
  }
}
