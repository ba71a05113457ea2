package io.twinroute.demo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Creates and removes temporary folders. */
final class TemporaryFolders {
  private static final int ATTEMPTS = 5;

  private TemporaryFolders() {}

  static Path create(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a folder and all it holds; what cannot be removed stays. */
  static void delete(Path folder) {
    // Again, because a process that is just ending may still have added a file.
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(folder); attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (NoSuchFileException e) {
        // Somebody else removed it meanwhile.
      } catch (IOException | UncheckedIOException e) {
        // Not empty after all: once more.
      }
    }
  }
}
