package io.twinroute.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.mirrormaker2.KafkaMirrorMaker2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/** The manifests of {@code deploy/kubernetes}. */
final class Manifests {

  static final Path FOLDER = Path.of("kubernetes");

  private static final Map<String, Class<? extends HasMetadata>> MODELS =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Secret", Secret.class,
          "v1/Service", Service.class,
          "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
          "apps/v1/Deployment", Deployment.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "flink.apache.org/v1beta1/FlinkDeployment", FlinkDeployment.class,
          "kafka.strimzi.io/v1/KafkaMirrorMaker2", KafkaMirrorMaker2.class);

  private Manifests() {}

  /** Every document of every file, the example of a secret included. */
  static List<Manifest> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .sorted()
          .flatMap(file -> StrictYaml.read(file).stream().map(tree -> new Manifest(file, tree)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one manifest of that model. */
  static <T extends HasMetadata> T the(Class<T> model) {
    return all().stream()
        .filter(manifest -> manifest.model().equals(model))
        .map(manifest -> model.cast(manifest.bind()))
        .reduce(
            (one, other) -> {
              throw new IllegalStateException("more than one " + model.getSimpleName());
            })
        .orElseThrow();
  }

  /** A document as it is written. */
  record Manifest(Path file, Map<String, Object> tree) {

    /**
     * The published model of its kind.
     *
     * @throws IllegalArgumentException if none is known
     */
    Class<? extends HasMetadata> model() {
      String kind = tree.get("apiVersion") + "/" + tree.get("kind");
      Class<? extends HasMetadata> model = MODELS.get(kind);
      if (model == null) {
        throw new IllegalArgumentException(file + ": no model of " + kind);
      }
      return model;
    }

    /**
     * The document as its model.
     *
     * @throws IllegalArgumentException if it has a key or a value that the model does not know
     */
    HasMetadata bind() {
      return StrictYaml.bind(FlinkVersions.withoutVersion(tree), model());
    }

    @Override
    public String toString() {
      return file.getFileName() + ": " + tree.get("kind");
    }
  }
}
