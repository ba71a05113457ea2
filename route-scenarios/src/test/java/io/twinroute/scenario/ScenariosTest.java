package io.twinroute.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {

  private static final Path SOURCES =
      Path.of("src/main/resources/io/twinroute/scenario/corpus").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void shouldFindEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(Scenarios.corpus())
          .extracting(scenario -> scenario.name() + ".yml")
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.endsWith(".yml"))
                  .toList())
          .hasSizeGreaterThan(50);
    }
  }

  @Test
  void shouldFindThemInAJar() throws IOException {
    Path jar = folder.resolve("scenarios.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        entries.putNextEntry(new JarEntry("io/twinroute/scenario/corpus/" + file.getFileName()));
        Files.copy(file, entries);
      }
    }

    List<Scenario> found = Scenarios.corpus(jar);

    assertThat(found)
        .extracting(Scenario::name)
        .containsExactlyElementsOf(Scenarios.corpus().stream().map(Scenario::name).toList());
  }
}
