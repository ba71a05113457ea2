package io.twinroute.demo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerClassesTest {

  @TempDir private Path home;
  private Path library;
  private String classPath;
  private BrokerClasses classes;

  @BeforeEach
  void install() throws IOException {
    library = Files.createDirectories(home.resolve("demo/target/lib"));
    classPath = Files.createFile(library.resolve("kafka.jar")).toString();
    classes = new BrokerClasses(home);
  }

  @Test
  void shouldTakeTheClassPathOfThisProcessWithoutAnArchive() {
    assertThat(classes.optionsFromArchive())
        .containsExactly("-cp", System.getProperty("java.class.path"));
  }

  @Test
  void shouldTakeTheClassPathThatTheArchiveWasMadeWith() throws IOException {
    classes.keepClassPath(classPath);
    Files.createFile(classes.archive());

    assertThat(classes.optionsFromArchive())
        .contains("-XX:SharedArchiveFile=" + classes.archive())
        .endsWith("-cp", classPath);
  }

  /** Or brokers would run without a library that has come since. */
  @Test
  void shouldLeaveAnArchiveOfAnEarlierBuild() throws IOException {
    classes.keepClassPath(classPath);
    Files.createFile(classes.archive());

    Files.createFile(library.resolve("another.jar"));

    assertThat(classes.optionsFromArchive())
        .containsExactly("-cp", System.getProperty("java.class.path"));
  }
}
