package io.twinroute.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk in memory that can be filled; only root may have one. */
final class SmallDisk implements AutoCloseable {

  private static final int MIB = 1 << 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Null where it may not be mounted. */
  static SmallDisk mount(Path folder, int mebibytes) {
    try {
      Files.createDirectories(folder);
      String size = "size=" + mebibytes + "m";
      return run(List.of("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString())) == 0
          ? new SmallDisk(folder)
          : null;
    } catch (IOException e) {
      return null; // no such command
    }
  }

  Path folder() {
    return folder;
  }

  /** Takes all that is free. */
  void fill() {
    byte[] piece = new byte[MIB];
    try (var out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException e) {
      // Full: that was wanted.
    }
  }

  /** Gives back what {@link #fill} took. */
  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void close() {
    try {
      run(List.of("umount", "--lazy", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
