package io.twinroute.config.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  private static final Map<String, Object> VALUES =
      Map.of(
          "HOST", "kafka",
          "PORT", 9092,
          "EMPTY", "",
          "ADDRESS", "${HOST}:${PORT}",
          "PASSWORD", "a$${b}c",
          "SELF", "x${OTHER}",
          "OTHER", "y${SELF}");

  private final Placeholders placeholders = new Placeholders(VALUES::get);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '"',
      textBlock =
          """
          plain                          | plain
          $5 and {6}                     | $5 and {6}
          ${HOST}                        | kafka
          ${HOST}:${PORT}                | kafka:9092
          ${ HOST }                      | kafka
          x${EMPTY:d}y                   | xy
          ${NONE:d}                      | d
          ${NONE:}                       | ""
          ${NONE:localhost:19092}        | localhost:19092
          ${HOST:localhost:19092}        | kafka
          ${NONE:[::1]:19092,b:1}        | [::1]:19092,b:1
          ${NONE:http://a:1/b?c=d}       | http://a:1/b?c=d
          ${NONE:`localhost:19092`}      | localhost:19092
          ${NONE:${HOST}}                | kafka
          ${NONE:${NEITHER:c:d}}         | c:d
          ${NONE:${HOST}:1}/x            | kafka:1/x
          ${ADDRESS}                     | kafka:9092
          a$${b}c                        | a${b}c
          $${                            | ${
          $$${b}                         | $${b}
          $${HOST}${HOST}                | ${HOST}kafka
          ${PASSWORD}                    | a${b}c
          ${NONE:a$${b}c}d               | a${b}cd
          $${env:X:Y} $${file:/a:b}      | ${env:X:Y} ${file:/a:b}
          """)
  void shouldResolve(String text, String expected) throws Exception {
    assertThat(placeholders.resolve(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a${b}c", "${NONE}", "${}", "${NONE:${NEITHER}}", "${HOST}${NONE}"})
  void shouldSayHowToWriteALiteralIfThereIsNoValue(String text) {
    assertThatThrownBy(() -> placeholders.resolve(text))
        .isInstanceOf(UnresolvedPlaceholderException.class)
        .hasMessage(
            "has a placeholder ${...} that resolves to nothing; set it, give it a default as in"
                + " ${NAME:default}, or write $${ for a literal ${");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "a${HOST", "${NONE:${HOST}"})
  void shouldSayThatAPlaceholderDoesNotEnd(String text) {
    assertThatThrownBy(() -> placeholders.resolve(text))
        .isInstanceOf(UnresolvedPlaceholderException.class)
        .hasMessage(
            "has a placeholder ${... that does not end; put a } behind it, or write $${ for a"
                + " literal ${");
  }

  @Test
  void shouldNotFollowACircle() {
    assertThatThrownBy(() -> placeholders.resolve("${SELF}"))
        .isInstanceOf(UnresolvedPlaceholderException.class)
        .hasMessageContaining("leads to itself");
  }
}
