package io.twinroute.reference.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"null", "-0.5e3", "\"\\ud800\"", " {\"a\":[1,{}]} ", "{\"a\":1,\"a\":2}"})
  void shouldAcceptOneValue(String text) {
    assertThat(ReferenceJson.isValid(text.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "1 2",
        "01",
        "NaN",
        "'a'",
        "[1,]",
        "{a:1}",
        "\"a\nb\"",
        "\"abc",
        "-"
      })
  void shouldRefuseAnythingElse(String text) {
    assertThat(ReferenceJson.isValid(text.getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22c08022", "22eda08022", "22f490808022", "22ff22", "22c222"})
  void shouldRefuseIllFormedUtf8(String hex) {
    assertThat(ReferenceJson.isValid(HexFormat.of().parseHex(hex))).isFalse();
  }

  @Test
  void shouldRefuseNullByteOrderMarksAndOtherEncodings() {
    assertThat(ReferenceJson.isValid(null)).isFalse();
    assertThat(ReferenceJson.isValid("\ufeff1".getBytes(UTF_8))).isFalse();
    assertThat(ReferenceJson.isValid("{}".getBytes(UTF_16BE))).isFalse();
  }

  @Test
  void shouldStopAtFiveHundredLevels() {
    assertThat(ReferenceJson.isValid(nested(500))).isTrue();
    assertThat(ReferenceJson.isValid(nested(501))).isFalse();
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
  }
}
