package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics, headers, ids and integration tests that pages name are in the code under that name. */
class DocumentedNamesTest {

  /** Of a topic, a header, a group, a transactional id or a resource. */
  private static final Pattern NAME = Pattern.compile("twinroute[-.][\\w<>.*/-]+");

  private static final Pattern TEST = Pattern.compile("[A-Z]\\w+(?:IT|Test)");

  private static final String CODE = read("src/main", ".java") + read("deploy/kubernetes", "");
  private static final List<String> TESTS =
      files("src/test", ".java").map(DocumentedNamesTest::stem).toList();

  static Stream<Page> pages() {
    return Pages.manual().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldNameWhatTheCodeNames(Page page) {
    // when
    List<String> unknown =
        page.codeSpans().stream()
            .filter(span -> NAME.matcher(span).matches())
            .filter(Predicate.not(DocumentedNamesTest::isInTheCode))
            .filter(Predicate.not(DocumentedKeysTest::isKey))
            .toList();

    // then
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldNameTestsThatExist(Page page) {
    // when
    List<String> unknown =
        page.codeSpans().stream()
            .filter(span -> TEST.matcher(span).matches())
            .filter(Predicate.not(TESTS::contains))
            .toList();

    // then
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twinroute.pins",
        "twinroute-id",
        "twinroute-connect-<target>-token",
        "twinroute-pins-<route>"
      })
  void shouldKnowNames(String name) {
    assertThat(isInTheCode(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"twinroute.pin-board", "twinroute-ids", "twinroute-connection-<target>"})
  void shouldNotKnowOthers(String name) {
    assertThat(isInTheCode(name)).isFalse();
  }

  private static boolean isInTheCode(String name) {
    String fixed = name.replaceFirst("[-./]?[<*].*|[-.]$", "");
    return Pattern.compile("[\"\\s/]" + Pattern.quote(fixed) + "(?![a-z])").matcher(CODE).find();
  }

  private static String read(String below, String end) {
    return files(below, end)
        .map(
            file -> {
              try {
                return Files.readString(file);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .collect(Collectors.joining("\n"));
  }

  /** Of every module, or of the project itself. */
  private static Stream<Path> files(String below, String end) {
    try (Stream<Path> modules = Files.list(Pages.ROOT)) {
      return Stream.concat(modules, Stream.of(Pages.ROOT))
          .map(module -> module.resolve(below))
          .filter(Files::isDirectory)
          .flatMap(DocumentedNamesTest::walk)
          .filter(file -> file.toString().endsWith(end))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.java$", "");
  }
}
