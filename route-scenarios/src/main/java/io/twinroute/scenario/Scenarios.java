package io.twinroute.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios that are kept as files. */
public final class Scenarios {
  private static final String FOLDER = "io/twinroute/scenario/corpus";
  private static final String EXTENSION = ".yml";

  private Scenarios() {}

  /** Every scenario of the corpus, by name. */
  public static List<Scenario> corpus() {
    try {
      return corpus(
          Path.of(Scenarios.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the corpus is where this class was loaded from", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a jar or of a folder with the same content.
   *
   * @throws IllegalArgumentException if a file is not a scenario; the message names it
   */
  static List<Scenario> corpus(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return readAll(place.resolve(FOLDER));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return readAll(jar.getPath(FOLDER));
    }
  }

  private static List<Scenario> readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(EXTENSION))
          .sorted()
          .map(Scenarios::read)
          .toList();
    }
  }

  private static Scenario read(Path file) {
    try {
      return ScenarioReader.read(
          file.getFileName().toString().replace(EXTENSION, ""), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
