package io.twinroute.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

  private static final long GIBIBYTE = 1L << 30;

  private final Map<String, Map<String, Object>> services = services();

  @Test
  void shouldFitIntoSevenGibibytes() {
    // Others wait for these to end.
    Set<String> ending =
        services.values().stream()
            .flatMap(service -> conditions(service).entrySet().stream())
            .filter(e -> "service_completed_successfully".equals(e.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());

    assertThat(services.values()).allSatisfy(s -> assertThat(s).containsKey("mem_limit"));
    assertThat(
            services.entrySet().stream()
                .filter(service -> !ending.contains(service.getKey()))
                // For who wants them besides.
                .filter(
                    service -> !List.of("monitoring").equals(service.getValue().get("profiles")))
                .mapToLong(service -> bytes(service.getValue().get("mem_limit").toString()))
                .sum())
        .isBetween(GIBIBYTE, 7 * GIBIBYTE);
  }

  @Test
  void shouldRunWithoutRights() {
    assertThat(services.values())
        .allSatisfy(
            service -> {
              assertThat(service).doesNotContainKeys("privileged", "cap_add", "network_mode");
              assertThat(service).containsEntry("cap_drop", List.of("ALL"));
              assertThat(service).containsEntry("security_opt", List.of("no-new-privileges:true"));
            });
  }

  @Test
  void shouldBeReachableFromThisMachineOnly() {
    List<Object> ports =
        services.values().stream()
            .flatMap(service -> ((List<?>) service.getOrDefault("ports", List.of())).stream())
            .map(Object.class::cast)
            .toList();

    assertThat(ports)
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
  }

  @Test
  void shouldMountThePluginsWhereverClientsAre() {
    assertThat(services)
        .extractingByKeys("flink-router", "kstreams-router", "mirror")
        .allSatisfy(
            service ->
                assertThat(service.get("volumes").toString())
                    .contains("./plugins}:/opt/twinroute/plugins:ro"));
  }

  /** What a service waits for; the short form names no condition. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> conditions(Map<String, Object> service) {
    if (service.get("depends_on") instanceof Map<?, ?> others) {
      return others.entrySet().stream()
          .collect(
              Collectors.toMap(
                  other -> (String) other.getKey(),
                  other -> ((Map<String, Object>) other.getValue()).get("condition")));
    }
    return Map.of();
  }

  /** Compose's {@code m} is Kubernetes' {@code Mi}. */
  private static long bytes(String limit) {
    return Quantity.getAmountInBytes(Quantity.parse(limit.toUpperCase(Locale.ROOT) + "i"))
        .longValueExact();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> services() {
    Map<String, Object> file = StrictYaml.read(Path.of("..", "docker-compose.yml")).get(0);
    return (Map<String, Map<String, Object>>) file.get("services");
  }
}
