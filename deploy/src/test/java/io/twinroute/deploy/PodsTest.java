package io.twinroute.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.connect.KafkaConnectTemplate;
import io.strimzi.api.kafka.model.mirrormaker2.KafkaMirrorMaker2;
import java.util.List;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PodsTest {

  private static final long USER_OF_THE_IMAGES = 9999;

  static List<PodSpec> routers() {
    return List.of(
        Manifests.the(Deployment.class).getSpec().getTemplate().getSpec(),
        Manifests.the(StatefulSet.class).getSpec().getTemplate().getSpec());
  }

  static List<PodSpec> pods() {
    return List.of(
        routers().get(0),
        routers().get(1),
        Manifests.the(FlinkDeployment.class).getSpec().getPodTemplate().getSpec());
  }

  @ParameterizedTest
  @MethodSource("pods")
  void shouldRunWithoutRights(PodSpec pod) {
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(USER_OF_THE_IMAGES);
    assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(USER_OF_THE_IMAGES);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getContainers())
        .hasSize(1)
        .allSatisfy(
            container -> {
              mayDoLittle(container.getSecurityContext());
              assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("pods")
  void shouldHaveAPlaceToWriteTo(PodSpec pod) {
    assertThat(pod.getContainers().get(0).getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/tmp");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getName().equals("tmp"))
        .singleElement()
        .satisfies(volume -> assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
  }

  /** A new process does not fix a route that is down. */
  @ParameterizedTest
  @MethodSource("routers")
  void shouldBeProbed(PodSpec pod) {
    Container router = pod.getContainers().get(0);

    assertThat(router.getStartupProbe().getTcpSocket().getPort().getStrVal()).isEqualTo("http");
    assertThat(router.getLivenessProbe().getTcpSocket().getPort().getStrVal()).isEqualTo("http");
    assertThat(router.getLivenessProbe().getHttpGet()).isNull();
    assertThat(router.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health");
    assertThat(router.getPorts())
        .singleElement()
        .satisfies(
            port -> {
              assertThat(port.getName()).isEqualTo("http");
              assertThat(port.getContainerPort()).isEqualTo(8090);
            });
  }

  @ParameterizedTest
  @MethodSource("routers")
  void shouldHaveLimits(PodSpec pod) {
    haveLimits(pod.getContainers().get(0).getResources().getLimits());
  }

  @Test
  void shouldHaveLimitsWhereAnOperatorStartsThem() {
    FlinkDeploymentSpec flink = Manifests.the(FlinkDeployment.class).getSpec();

    assertThat(flink.getJobManager().getResource().getMemory()).isNotBlank();
    assertThat(flink.getTaskManager().getResource().getMemory()).isNotBlank();
    haveLimits(Manifests.the(KafkaMirrorMaker2.class).getSpec().getResources().getLimits());
  }

  @ParameterizedTest
  @MethodSource("routers")
  void shouldHaveTimeToStopTheirRoutes(PodSpec pod) {
    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(90);
  }

  /** Those of a service named twinroute-... would look like settings. */
  @ParameterizedTest
  @MethodSource("routers")
  void shouldGetNoVariablesFromKubernetes(PodSpec pod) {
    assertThat(pod.getEnableServiceLinks()).isFalse();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void shouldNeverRunTwoFlinkRouters() {
    Deployment router = Manifests.the(Deployment.class);

    assertThat(router.getSpec().getReplicas()).isEqualTo(1);
    assertThat(router.getSpec().getStrategy().getType()).isEqualTo("Recreate");
  }

  /** Whether Strimzi's image runs on a read-only file system is Strimzi's to say. */
  @Test
  void shouldRunTheMirrorWithoutRights() {
    KafkaConnectTemplate template = Manifests.the(KafkaMirrorMaker2.class).getSpec().getTemplate();

    assertThat(template.getPod().getSecurityContext().getRunAsNonRoot()).isTrue();
    mayDoLittle(template.getConnectContainer().getSecurityContext());
  }

  private static void mayDoLittle(SecurityContext context) {
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getPrivileged()).isNotEqualTo(true);
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(context.getCapabilities().getAdd()).isNullOrEmpty();
  }

  private static void haveLimits(Map<String, Quantity> limits) {
    assertThat(limits).containsKeys("cpu", "memory");
  }
}
