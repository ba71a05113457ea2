package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links, length and width of the pages. */
class DocsTest {

  private static final int MOST_WORDS = 17_000;
  private static final int MOST_LINES_OF_README = 150;
  private static final int MOST_COLUMNS = 120;

  private static final Pattern WORD = Pattern.compile("\\S*\\w\\S*");
  private static final Pattern LINK =
      Pattern.compile("(?s)\\]\\(([^)\\s]+)\\)|^\\[[^\\]]+\\]: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern ADDRESS = Pattern.compile("\\[[^\\]]+\\]: https?://\\S+");

  static Stream<Page> pages() {
    return Pages.all().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldLinkToWhatExists(Page page) {
    // when
    List<String> dead = links(page).filter(link -> !exists(page, link)).toList();

    // then
    assertThat(dead).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldKeepLinesShort(Page page) {
    // when
    List<String> wide =
        page.text()
            .lines()
            .filter(line -> line.codePointCount(0, line.length()) > MOST_COLUMNS)
            .filter(line -> !ADDRESS.matcher(line).matches())
            .filter(line -> !page.isDecision() || !line.startsWith("|"))
            .toList();

    // then
    assertThat(wide).isEmpty();
  }

  @Test
  void shouldStayShort() {
    // when
    long words =
        Pages.manual().stream()
            .mapToLong(page -> WORD.matcher(page.text()).results().count())
            .sum();

    // then
    assertThat(words).isLessThanOrEqualTo(MOST_WORDS);
    assertThat(Pages.page("README.md").text().lines())
        .hasSizeLessThanOrEqualTo(MOST_LINES_OF_README);
  }

  @Test
  void shouldLinkEveryPageFromTheIndex() {
    // given
    Page index = Pages.page("docs/README.md");

    // when
    List<Path> linked = links(index).map(link -> target(index, link)).toList();

    // then
    List<Path> pages =
        Pages.manual().stream()
            .map(Page::path)
            .filter(path -> path.startsWith(Pages.DOCS))
            .toList();
    assertThat(linked)
        .containsAll(pages.stream().filter(path -> !path.equals(index.path())).toList());
  }

  private static Stream<String> links(Page page) {
    return LINK.matcher(page.prose())
        .results()
        .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
        .filter(link -> !link.matches("https?://.*"));
  }

  private static boolean exists(Page page, String link) {
    Path target = target(page, link);
    String anchor = link.replaceFirst("^[^#]*#?", "");
    return Files.exists(target)
        && (anchor.isEmpty()
            || Pages.page(Pages.ROOT.relativize(target).toString()).anchors().contains(anchor));
  }

  private static Path target(Page page, String link) {
    String file = link.replaceFirst("#.*", "");
    return file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
  }
}
