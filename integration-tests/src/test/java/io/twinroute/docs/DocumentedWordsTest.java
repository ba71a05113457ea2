package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of a private dialect that the field has better ones for. */
class DocumentedWordsTest {

  private static final Pattern RETIRED =
      Pattern.compile(
          String.join(
              "|",
              "\\b(go(es|ing)?|gone|went)\\s+on\\b",
              "\\banew\\b",
              "\\b(tells?|told|telling)\\b",
              "\\b(holds?|held|holding)\\b[^.]{0,60}\\bagainst\\b",
              "\\b(heal|mend)(s|ed|ing)?\\b",
              "\\bways?\\s+out\\b",
              "\\b(stands?|stood|standing)\\b(?!-)",
              "\\b(lies?|lay|lying)\\b",
              "\\bin\\s+vain\\b"),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OTHER =
      Pattern.compile(
          "twinroute|docker-compose\\.yml|(deploy/(?!src/)|\\.github/).*|.*/src/main/resources/.*");

  /** The end of a sentence, in a literal with its quotes. */
  private static final Pattern SENTENCE = Pattern.compile("[.?!](?= [A-Z%'./]|\"$)");

  static Stream<Page> pages() {
    return Pages.all().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldUseTheFieldsWordsOnEveryPage(Page page) {
    assertThat(retired(page.prose())).isEmpty();
  }

  @Test
  void shouldUseTheFieldsWordsInHelp() {
    assertThat(CommandTree.all().stream().flatMap(command -> retired(command.help()).stream()))
        .isEmpty();
  }

  @Test
  void shouldUseTheFieldsWordsInMainCode() {
    // when
    List<SourceFile> files = SourceFile.main();
    List<String> found =
        files.stream()
            .flatMap(
                file ->
                    Stream.of(file.comments(), file.literals())
                        .flatMap(List::stream)
                        .flatMap(text -> retired(text).stream())
                        .map(word -> file + ": " + word))
            .toList();

    // then
    assertThat(files).hasSizeGreaterThan(500);
    assertThat(found).isEmpty();
  }

  /** Scripts, resources, and what is deployed or runs on the project's host. */
  @Test
  void shouldUseTheFieldsWordsInOtherFiles() throws IOException {
    // when
    List<Path> files = otherFiles();
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      retired(Files.readString(file)).forEach(word -> found.add(file + ": " + word));
    }

    // then
    assertThat(files).contains(Pages.ROOT.resolve("twinroute")).hasSizeGreaterThan(100);
    assertThat(found).isEmpty();
  }

  @Test
  void shouldFindRetiredWordsInCode() {
    // given
    String code =
        """
        /** It goes
         * on. */
        class Tell { // it is told
          String lies = "it cannot" + " heal"; // which never
          // lies in
          // vain
        }
        """;

    // when
    SourceFile file = SourceFile.of(Pages.ROOT.resolve("Tell.java"), code);

    // then
    assertThat(file.comments().stream().flatMap(text -> retired(text).stream()))
        .containsExactly("goes on", "told", "lies", "in vain");
    assertThat(file.literals().stream().flatMap(text -> retired(text).stream()))
        .containsExactly("heal");
  }

  @Test
  void shouldKeepMessagesToTwoSentences() {
    // when
    List<String> longer =
        SourceFile.main().stream()
            .flatMap(
                file ->
                    file.literals().stream()
                        .filter(text -> SENTENCE.matcher(text).results().count() > 2)
                        .map(text -> file + ": " + text))
            .toList();

    // then
    assertThat(longer).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"It goes\non.", "held\nagainst it", "The way out is", "It lies there", "HEALED"})
  void shouldFindRetiredWords(String text) {
    assertThat(retired(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "standby replicas",
        "it is recommended",
        "understands",
        "stand-in",
        "he relies on it"
      })
  void shouldAcceptOtherWords(String text) {
    assertThat(retired(text)).isEmpty();
  }

  private static List<Path> otherFiles() {
    return Pages.files().stream()
        .filter(file -> OTHER.matcher(Pages.ROOT.relativize(file).toString()).matches())
        .toList();
  }

  private static List<String> retired(String text) {
    return RETIRED
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(found -> found.replaceAll("\\s+", " "))
        .toList();
  }
}
