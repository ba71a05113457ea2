package io.twinroute.mirror.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.secrets.RestGuard;
import io.twinroute.mirror.secrets.WorkerSecrets;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

  @Test
  void shouldBeWhatTheImagesWorkerRunsWith() throws Exception {
    Properties image = new Properties();
    try (Reader file =
        Files.newBufferedReader(Path.of("..", "deploy", "docker", "connect.properties"))) {
      image.load(file);
    }

    assertThat(image)
        .containsAllEntriesOf(WorkerConfig.readingOwnTopics())
        .containsAllEntriesOf(WorkerConfig.recovery());
  }

  @Test
  void shouldCloseEveryListener() {
    Cluster target =
        new Cluster(
            "central",
            "c:1",
            Map.of(
                "admin.listeners", "http://0.0.0.0:1",
                "rest.extension.classes", "",
                "connect.protocol", "compatible",
                "config.providers", "vault"));
    try (WorkerSecrets secrets = WorkerSecrets.keep(Map.of(), "t0ken")) {
      Map<String, String> config = WorkerConfig.of(target, 3, secrets);

      assertThat(config)
          .containsEntry("listeners", "http://127.0.0.1:0")
          .containsEntry("rest.extension.classes", RestGuard.class.getName())
          .containsEntry("connect.protocol", "sessioned")
          .containsEntry("config.providers", "twinroute,vault")
          .doesNotContainKey("admin.listeners")
          .doesNotContainValue("t0ken");
    }
  }
}
