package io.twinroute.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.strimzi.api.kafka.model.mirrormaker2.KafkaMirrorMaker2;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.mirror.render.MirrorFormat;
import io.twinroute.mirror.render.MirrorRenderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesManifestTest {

  /** What a user adds to the resource that {@code mirror render} gives. */
  private static final List<String> ADDED = List.of("image", "resources", "template");

  @TempDir private Path folder;

  @Test
  void shouldHoldTheRoutesOfTheComposeFile() throws Exception {
    RouteFile compose = RouteFiles.read(Path.of("compose", "routes", "routes.yml"));

    assertThat(routes().routes())
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*bootstrapServers", ".*replication")
        .isEqualTo(compose.routes());
  }

  @Test
  void shouldMirrorWhatTheRoutesNeed() throws Exception {
    RouteFile file = routes();
    String rendered =
        MirrorRenderer.render(
            MirrorFormat.STRIMZI, file.routes(), file.settings(StreamsSettings.class));

    assertThat(withoutAdditions(mirror())).isEqualTo(StrictYaml.documents(rendered).get(0));
  }

  private RouteFile routes() throws Exception {
    String yaml = Manifests.the(ConfigMap.class).getData().get("routes.yml");
    return RouteFiles.read(Files.writeString(folder.resolve("routes.yml"), yaml));
  }

  private static Map<String, Object> mirror() {
    return Manifests.all().stream()
        .filter(manifest -> manifest.model().equals(KafkaMirrorMaker2.class))
        .findFirst()
        .orElseThrow()
        .tree();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> withoutAdditions(Map<String, Object> mirror) {
    Map<String, Object> spec = new LinkedHashMap<>((Map<String, Object>) mirror.get("spec"));
    assertThat(spec).containsKeys(ADDED.toArray(String[]::new));
    spec.keySet().removeAll(ADDED);
    Map<String, Object> without = new LinkedHashMap<>(mirror);
    without.put("spec", spec);
    return without;
  }
}
