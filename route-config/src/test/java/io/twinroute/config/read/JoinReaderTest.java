package io.twinroute.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JoinReaderTest {

  private static final String WRITTEN =
      "      join:\n        type: inner\n        before: 10m\n        after: 5m\n";
  private static final JoinWindow WINDOW =
      new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(5));

  static Stream<Arguments> joins() {
    return Stream.of(
        Arguments.of("before: 10m, after: 5m", JoinRule.inner(WINDOW)),
        Arguments.of("type: inner, before: 10m, after: 5m", JoinRule.inner(WINDOW)),
        Arguments.of("type: left, before: 10m, after: 5m", JoinRule.left(WINDOW)),
        Arguments.of("type: outer, before: 10m, after: 5m", JoinRule.outer(WINDOW)),
        Arguments.of(
            "type: outer, before: 0, after: 0",
            JoinRule.outer(new JoinWindow(Duration.ZERO, Duration.ZERO))),
        Arguments.of("type: lookup, history: 1h", new JoinRule.Lookup(false, Duration.ofHours(1))),
        Arguments.of(
            "type: left-lookup, history: 1h", new JoinRule.Lookup(true, Duration.ofHours(1))),
        Arguments.of(
            "type: lookup, history: 45s", new JoinRule.Lookup(false, Duration.ofSeconds(45))),
        Arguments.of(
            "type: lookup, history: 45s, first-version: { within: 0 }",
            new JoinRule.Lookup(false, Duration.ofSeconds(45), Duration.ZERO)),
        Arguments.of(
            "type: left-lookup, history: 45s, first-version: { within: 1d }",
            new JoinRule.Lookup(true, Duration.ofSeconds(45), Duration.ofDays(1))));
  }

  @ParameterizedTest
  @MethodSource("joins")
  void shouldReadJoin(String written, JoinRule expected) throws Exception {
    assertThat(Yaml.plan(with(written)).routes().get(0).rule()).isEqualTo(expected);
  }

  @Test
  void shouldKeepHistoryForTheLongerLatenessByDefault() throws Exception {
    // given
    String yaml = with("type: lookup");

    // when / then: the right side's lateness is 45 s
    assertThat(Yaml.plan(yaml).routes().get(0).rule())
        .isEqualTo(new JoinRule.Lookup(false, Duration.ofSeconds(45)));
    assertThat(Yaml.plan(yaml.replace("lateness: 30s", "lateness: 1m")).routes().get(0).rule())
        .isEqualTo(new JoinRule.Lookup(false, Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: left                               | before: is missing; write for example 500ms, 30s, 10m or 1h | after: is missing; write for example 500ms, 30s, 10m or 1h
          type: outer, before: 1s                  | after: is missing; write for example 500ms, 30s, 10m or 1h |
          type: left, before: 1s, after: -1s       | after: '-1s' is negative; write for example 500ms, 30s, 10m or 1h |
          type: left, before: 1s, after: 1s, history: 1h | history: belongs to the types lookup and left-lookup; remove it, or change type |
          before: 1s, after: 1s, history: 1h       | history: belongs to the types lookup and left-lookup; remove it, or change type |
          type: lookup, before: 1s, after: 0       | before: a lookup has no window: it meets the version that was valid at the left record's time; remove it | after: a lookup has no window: it meets the version that was valid at the left record's time; remove it
          type: left-lookup, before: soon          | before: a lookup has no window: it meets the version that was valid at the left record's time; remove it |
          type: lookup, history: 44999ms           | history: '44999ms' is shorter than a side's lateness; make it at least as long as either |
          type: lookup, history: long              | history: 'long' is not a duration; write for example 500ms, 30s, 10m or 1h |
          type: lookup, history:                   | history: has no value; give it one or remove the key |
          type: lokup, history: 1h                 | type: unknown value 'lokup'; did you mean 'lookup'? supported: inner, left, left-lookup, lookup, outer |
          type: left-lokup                         | type: unknown value 'left-lokup'; did you mean 'left-lookup'? supported: inner, left, left-lookup, lookup, outer |
          type: right, before: 1x, after: 1s       | type: unknown value 'right'; supported: inner, left, left-lookup, lookup, outer | before: '1x' is not a duration; write for example 500ms, 30s, 10m or 1h
          type: iner, before: 1s                   | type: unknown value 'iner'; did you mean 'inner'? supported: inner, left, left-lookup, lookup, outer | after: is missing; write for example 500ms, 30s, 10m or 1h
          type: lookup, histori: 1h                | histori: unknown key; did you mean 'history'? known: after, before, first-version, history, type |
          type: lookup, first-version: { within: soon } | first-version.within: 'soon' is not a duration; write for example 500ms, 30s, 10m or 1h |
          before: 1s, after: 1s, first-version: { within: 1s } | first-version: belongs to the types lookup and left-lookup; remove it, or change type |
          """)
  void shouldReport(String written, String first, String second) {
    assertThat(Yaml.problems(with(written)))
        .containsExactlyElementsOf(
            Stream.of(first, second)
                .filter(Objects::nonNull)
                .map(problem -> "twinroute.routes.paid-orders.join." + problem)
                .toList());
  }

  private static String with(String join) {
    return Yaml.VALID.replace(WRITTEN, "      join: { " + join + " }\n");
  }
}
