package io.twinroute.mirror.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.junit.jupiter.api.Test;

class WorkerSecretsTest {

  private static final Map<String, String> EAST = Map.of("sasl.jaas.config", "s3cret-east");

  @Test
  void shouldResolveWhatTheRouteFileHasAndLeaveTheRest() {
    try (WorkerSecrets secrets = WorkerSecrets.keep(Map.of("east", EAST), "token")) {
      ClusterSecrets provider = provider(secrets);

      assertThat(provider.get("east", Set.of("sasl.jaas.config", "other")).data())
          .containsExactlyEntriesOf(EAST);
      assertThat(provider.get("north", Set.of("sasl.jaas.config")).data()).isEmpty();
      assertThat(provider.get("east", Set.of("sasl.jaas.config")).ttl()).isNull();
    }
  }

  /** To two targets, or of two files in a test. */
  @Test
  void shouldKeepTheSecretsOfTwoWorkersApart() {
    try (WorkerSecrets one = WorkerSecrets.keep(Map.of("east", EAST), "token-1");
        WorkerSecrets other =
            WorkerSecrets.keep(Map.of("east", Map.of("sasl.jaas.config", "other")), "token-2")) {
      assertThat(provider(one).get("east", EAST.keySet()).data()).containsValue("s3cret-east");
      assertThat(provider(other).get("east", EAST.keySet()).data()).containsValue("other");
    }
  }

  @Test
  void shouldForgetThemWithTheWorker() {
    WorkerSecrets secrets = WorkerSecrets.keep(Map.of("east", EAST), "token");
    Map<String, String> settings = secrets.settings(Map.of());
    secrets.close();

    assertThatThrownBy(() -> new RestGuard().configure(settings))
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> provider(secrets)).isInstanceOf(ConnectException.class);
  }

  @Test
  void shouldNotBeAmongTheWorkersSettings() {
    try (WorkerSecrets secrets = WorkerSecrets.keep(Map.of("east", EAST), "t0ken")) {
      assertThat(secrets.settings(Map.of()).toString()).doesNotContain("s3cret", "t0ken");
    }
  }

  @Test
  void shouldLeaveConfigProvidersOfTheUser() {
    try (WorkerSecrets secrets = WorkerSecrets.keep(Map.of(), "token")) {
      assertThat(secrets.settings(Map.of("config.providers", "vault")))
          .containsEntry("config.providers", "twinroute,vault");
      assertThat(secrets.settings(Map.of())).containsEntry("config.providers", "twinroute");
    }
  }

  @Test
  void shouldBeFoundAsConnectFindsPlugins() {
    assertThat(ServiceLoader.load(ConfigProvider.class))
        .hasAtLeastOneElementOfType(ClusterSecrets.class);
    List<ConnectRestExtension> extensions =
        ServiceLoader.load(ConnectRestExtension.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    assertThat(extensions).hasAtLeastOneElementOfType(RestGuard.class);
    assertThat(extensions).allSatisfy(one -> assertThat(one.version()).isNotBlank());
  }

  private static ClusterSecrets provider(WorkerSecrets secrets) {
    ClusterSecrets provider = new ClusterSecrets();
    provider.configure(
        Map.of(
            WorkerSecrets.ID,
            secrets
                .settings(Map.of())
                .getOrDefault("config.providers.twinroute.param." + WorkerSecrets.ID, "")));
    return provider;
  }
}
