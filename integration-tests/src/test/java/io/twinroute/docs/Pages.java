package io.twinroute.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
