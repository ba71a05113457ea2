package io.twinroute.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceJoin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people expect of the rules, against what the reference makes of them. */
class CorpusTest {

  @ParameterizedTest
  @MethodSource("corpus")
  void shouldExpectWhatTheReferenceGives(Scenario scenario) {
    List<String> reference =
        Rendered.lines(
            new ReferenceJoin(scenario.reference()).output(scenario.left(), scenario.right()));

    assertThat(scenario.expectedLines()).isEqualTo(reference);
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void shouldSayWhatItIsAboutInOneSentence(Scenario scenario) {
    assertThat(scenario.about()).matches("[A-Z].*\\.").hasSizeBetween(20, 110);
    assertThat(scenario.name()).matches("[a-z]+(-[a-z]+)+");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void shouldSurviveBeingWrittenAndReadAgain(Scenario scenario) {
    Scenario again = ScenarioReader.read(scenario.name(), ScenarioText.of(scenario));

    assertThat(ScenarioText.of(again)).isEqualTo(ScenarioText.of(scenario));
    assertThat(again.expectedLines()).isEqualTo(scenario.expectedLines());
    assertThat(again.reference()).isEqualTo(scenario.reference());
    assertThat(Rendered.lines(again.with(again.left(), again.right()).expected()))
        .isEqualTo(scenario.expectedLines());
  }

  @Test
  void shouldHoldEveryJoinType() {
    assertThat(corpus().map(s -> s.reference().join().toString().replaceAll("[0-9]+", "")))
        .contains(
            "Window[unmatched=NONE, before=, after=]",
            "Window[unmatched=LEFT, before=, after=]",
            "Window[unmatched=BOTH, before=, after=]",
            "Lookup[unmatched=false, firstVersionWithin=null]",
            "Lookup[unmatched=true, firstVersionWithin=null]",
            "Lookup[unmatched=false, firstVersionWithin=]",
            "Lookup[unmatched=true, firstVersionWithin=]");
  }

  static Stream<Scenario> corpus() {
    return Scenarios.corpus().stream();
  }
}
