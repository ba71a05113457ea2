package io.twinroute.mirror.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
