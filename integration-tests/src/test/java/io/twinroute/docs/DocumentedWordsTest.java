package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.cli.CommandTree;
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

  private static List<String> retired(String text) {
    return RETIRED.matcher(text).results().map(MatchResult::group).toList();
  }
}
