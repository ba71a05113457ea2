package io.twinroute.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages that people read, from the files of the project. */
final class Pages {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path DOCS = ROOT.resolve("docs");

  private Pages() {}

  /** README, CONTRIBUTING and everything below docs, the decisions aside. */
  static List<Page> manual() {
    return all().stream()
        .filter(page -> !page.isDecision())
        .filter(
            page -> page.path().startsWith(DOCS) || page.isOneOf("README.md", "CONTRIBUTING.md"))
        .toList();
  }

  /** Every page of the project. */
  static List<Page> all() {
    try (Stream<Path> docs = Files.walk(DOCS);
        Stream<Path> root = Files.list(ROOT)) {
      return Stream.concat(
              Stream.concat(docs, root),
              Stream.of("plugins/README.md", "benchmarks/README.md").map(ROOT::resolve))
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .map(Pages::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file of the project, except those of builds and of Git, which may change meanwhile. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.endsWith("target") || folder.endsWith(".git")
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.stream().sorted().toList();
  }

  /** The page at a path below the project's root. */
  static Page page(String path) {
    return read(ROOT.resolve(path));
  }

  private static Page read(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
