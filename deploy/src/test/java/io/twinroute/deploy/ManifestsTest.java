package io.twinroute.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.twinroute.deploy.Manifests.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {

  static List<Manifest> manifests() {
    return Manifests.all();
  }

  @Test
  void shouldBeAllThere() {
    assertThat(manifests())
        .extracting(manifest -> manifest.model().getSimpleName())
        .containsExactlyInAnyOrder(
            "ConfigMap",
            "Secret",
            "FlinkDeployment",
            "PersistentVolumeClaim",
            "Deployment",
            "StatefulSet",
            "Service",
            "KafkaMirrorMaker2");
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldSayNothingThatItsModelDoesNotKnow(Manifest manifest) {
    HasMetadata resource = manifest.bind();

    assertThat(resource.getMetadata().getName()).matches("twinroute-[a-z-]+");
    assertThat(resource.getMetadata().getNamespace()).as("the namespace is the user's").isNull();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldNoticeAMisspeltKeyAtAnyDepth(Manifest manifest) {
    List<Map<String, Object>> mappings = new ArrayList<>();
    Map<String, Object> copy = copy(manifest.tree(), mappings);

    for (Map<String, Object> mapping : mappings) {
      mapping.put("misspelt", Map.of());
      assertThatThrownBy(
              () -> new Manifest(manifest.file(), copy).bind(), "in %s", mapping.keySet())
          .isInstanceOf(IllegalArgumentException.class);
      mapping.remove("misspelt");
    }
    new Manifest(manifest.file(), copy).bind();
  }

  @Test
  void shouldRunTheFlinkThatTheRouterIsBuiltFor() {
    Manifest cluster =
        manifests().stream()
            .filter(manifest -> manifest.model().equals(FlinkDeployment.class))
            .findFirst()
            .orElseThrow();

    assertThat(FlinkVersions.version(cluster.tree()))
        .isEqualTo(FlinkVersions.ofOperator(System.getProperty("flink.version")));
    assertThat(Manifests.the(FlinkDeployment.class).getSpec().getJob()).isNull();
  }

  @Test
  void shouldSubmitToTheClusterThatIsThere() {
    Deployment router = Manifests.the(Deployment.class);

    assertThat(environment(router.getSpec().getTemplate().getSpec()))
        .containsEntry(
            "TWINROUTE_FLINK_CLUSTER",
            Manifests.the(FlinkDeployment.class).getMetadata().getName() + "-rest:8081");
  }

  @Test
  void shouldKeepFlinksStateWhereClusterAndRouterSeeIt() {
    FlinkDeployment cluster = Manifests.the(FlinkDeployment.class);
    PersistentVolumeClaim claim = Manifests.the(PersistentVolumeClaim.class);
    String folder = "/var/lib/twinroute/flink";

    assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
    assertThat(
            Stream.of(
                cluster.getSpec().getPodTemplate().getSpec(),
                Manifests.the(Deployment.class).getSpec().getTemplate().getSpec()))
        .allSatisfy(
            pod -> {
              String volume = volumeAt(pod, folder);
              assertThat(pod.getVolumes())
                  .filteredOn(v -> v.getName().equals(volume))
                  .extracting(v -> v.getPersistentVolumeClaim().getClaimName())
                  .containsExactly(claim.getMetadata().getName());
            });
    assertThat(cluster.getSpec().getFlinkConfiguration())
        .containsEntry("high-availability.type", "kubernetes")
        .hasEntrySatisfying(
            "high-availability.storageDir",
            dir -> assertThat(dir).startsWith("file://" + folder + "/"));
  }

  @Test
  void shouldGiveEachStreamsReplicaAVolumeAndAName() {
    StatefulSet router = Manifests.the(StatefulSet.class);
    PodSpec pod = router.getSpec().getTemplate().getSpec();
    Service service = Manifests.the(Service.class);

    assertThat(router.getSpec().getVolumeClaimTemplates())
        .extracting(claim -> claim.getMetadata().getName())
        .containsExactly(volumeAt(pod, "/var/lib/twinroute/kstreams"));
    assertThat(router.getSpec().getServiceName()).isEqualTo(service.getMetadata().getName());
    assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(router.getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(service.getSpec().getSelector());
    assertThat(environment(pod)).containsEntry("TWINROUTE_KSTREAMS_MIRROR", "external");
  }

  @Test
  void shouldGiveBothRoutersTheRoutesAndTheSecrets() {
    ConfigMap routes = Manifests.the(ConfigMap.class);
    Secret secret = Manifests.the(Secret.class);
    String secrets = "/etc/twinroute-secrets";

    assertThat(
            Stream.of(
                Manifests.the(Deployment.class).getSpec().getTemplate().getSpec(),
                Manifests.the(StatefulSet.class).getSpec().getTemplate().getSpec()))
        .allSatisfy(
            pod -> {
              assertThat(routes.getData()).containsOnlyKeys("routes.yml");
              assertThat(volume(pod, "/etc/twinroute").getConfigMap().getName())
                  .isEqualTo(routes.getMetadata().getName());
              assertThat(volume(pod, secrets).getSecret().getSecretName())
                  .isEqualTo(secret.getMetadata().getName());
              assertThat(secret.getStringData()).containsOnlyKeys("secrets.properties");
              assertThat(environment(pod))
                  .containsEntry("MICRONAUT_CONFIG_FILES", secrets + "/secrets.properties");
            });
  }

  @Test
  void shouldHoldNoSecrets() {
    String example = Manifests.the(Secret.class).getStringData().get("secrets.properties");

    assertThat(example.lines()).allSatisfy(line -> assertThat(line).matches("# .*=<.*>"));
  }

  private static Volume volume(PodSpec pod, String folder) {
    String name = volumeAt(pod, folder);
    return pod.getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String volumeAt(PodSpec pod, String folder) {
    return pod.getContainers().get(0).getVolumeMounts().stream()
        .filter(mount -> mount.getMountPath().equals(folder))
        .map(VolumeMount::getName)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> environment(PodSpec pod) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvVar variable : pod.getContainers().get(0).getEnv()) {
      environment.put(variable.getName(), Objects.toString(variable.getValue()));
    }
    return environment;
  }

  /** A deep copy; into {@code mappings} go those of its parts that a model gives keys to. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(
      Map<String, Object> tree, List<Map<String, Object>> mappings) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> child) {
            List<Map<String, Object>> below = isFree(key) ? new ArrayList<>() : mappings;
            copy.put(key, copy((Map<String, Object>) child, below));
          } else if (value instanceof List<?> list) {
            copy.put(
                key,
                list.stream()
                    .map(
                        item ->
                            item instanceof Map<?, ?> child
                                ? copy((Map<String, Object>) child, mappings)
                                : item)
                    .toList());
          } else {
            copy.put(key, value);
          }
        });
    mappings.add(copy);
    return copy;
  }

  /** Whether the user chooses the keys below. */
  private static boolean isFree(String key) {
    return List.of(
            "labels",
            "matchLabels",
            "selector",
            "data",
            "stringData",
            "config",
            "flinkConfiguration",
            "requests",
            "limits")
        .contains(key);
  }
}
