package io.twinroute.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  @Test
  void shouldSuggestTheNearest() {
    assertThat(Suggestions.closest("eats", List.of("central", "west", "east"))).contains("east");
  }

  @Test
  void shouldSuggestNothingThatIsFar() {
    assertThat(Suggestions.closest("north", List.of("central", "west", "east"))).isEmpty();
  }

  @Test
  void shouldNotSuggestAWordThatSharesNothing() {
    assertThat(Suggestions.closest("b", List.of("as"))).isEmpty();
  }

  @Test
  void shouldAllowMoreEditsInLongWords() {
    assertThat(Suggestions.closest("bootstrap_servr", List.of("bootstrap-servers")))
        .contains("bootstrap-servers");
  }

  @Test
  void shouldListNoneWhenNothingIsDefined() {
    assertThat(Suggestions.hint("east", List.of(), "defined")).isEqualTo("; defined: none");
  }
}
