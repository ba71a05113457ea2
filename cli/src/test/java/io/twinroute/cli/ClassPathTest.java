package io.twinroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassPathTest {

  /** The libraries of a broker all have names like these two, which a client may have. */
  @Test
  void shouldCarryNoBroker() {
    Stream<String> kafka =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .filter(name -> name.startsWith("kafka"))
            .map(name -> name.replaceFirst("-[0-9.]+\\.jar$", ""));

    assertThat(kafka).containsExactlyInAnyOrder("kafka-clients", "kafka-server-common");
  }
}
