package io.twinroute.deploy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Flink version as the operator writes it. The newest published model of the operator is older
 * than Flink 2, so this one value is checked here and left out of the model's check.
 */
final class FlinkVersions {

  private static final String KEY = "flinkVersion";

  private FlinkVersions() {}

  /** {@code v2_2} for {@code 2.2.1}. */
  static String ofOperator(String flink) {
    String[] parts = flink.split("\\.");
    return "v" + parts[0] + "_" + parts[1];
  }

  /** The version of a {@code FlinkDeployment}. */
  static Object version(Map<String, Object> tree) {
    return spec(tree).getOrDefault(KEY, "none");
  }

  /** The manifest without it; others as they are. */
  static Map<String, Object> withoutVersion(Map<String, Object> tree) {
    if (!"FlinkDeployment".equals(tree.get("kind"))) {
      return tree;
    }
    Map<String, Object> spec = new LinkedHashMap<>(spec(tree));
    spec.remove(KEY);
    Map<String, Object> without = new LinkedHashMap<>(tree);
    without.put("spec", spec);
    return without;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> spec(Map<String, Object> tree) {
    return (Map<String, Object>) tree.getOrDefault("spec", Map.of());
  }
}
