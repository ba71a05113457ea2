package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-0.0e-0",
        "1234567890123456789012345678901234567890",
        "1.5",
        "1e9",
        "1E+9",
        "12.50e-07",
        "\"\"",
        "\"text\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\\uABCD\\uabcd\"",
        "{}",
        "[]",
        "[[],{}]",
        "{\"\":{}}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[1,\"b\",null,{\"c\":[]}],\"d\":false}",
        " \t\r\n{ \"a\" : [ 1 , 2 ] } \n",
        "[true,false,null]",
        "\"\u007f\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff\""
      })
  void shouldAcceptEveryFormOfTheGrammar(String text) {
    assertThat(JsonScan.isJson(text.getBytes(UTF_8))).isTrue();
  }

  /** The grammar speaks of escapes only; what they would decode to is the reader's business. */
  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "{\"\\uD83D\":1}"})
  void shouldAcceptLoneSurrogateEscapes(String text) {
    assertThat(JsonScan.isJson(text.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulL",
        "True",
        "fals",
        "falsy",
        "truee",
        "NaN",
        "Infinity",
        "undefined",
        "01",
        "-",
        "+1",
        "-01",
        ".5",
        "1.",
        "1.e5",
        "1e",
        "1e+",
        "0x1",
        "1_000",
        "--1",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u\"",
        "'a'",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\u0000\"",
        "\"\u001f\"",
        "{",
        "[",
        "}",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{a:1}",
        "{1:1}",
        "{null:1}",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{\"a\":1]",
        "{\"a\":1 \"b\":2}",
        "[\"a\":1]",
        "// note\n1",
        "1 /* note */",
        "\u00a01",
        "\f1",
        "\u000b1",
        "\u20281"
      })
  void shouldRefuseWhatTheGrammarDoesNotKnow(String text) {
    assertThat(JsonScan.isJson(text.getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "1,2", "{}{}", "[]x", "\"a\"\"b\"", "null null", "{}]", "1\u0000"})
  void shouldRefuseAnythingAfterTheValue(String text) {
    assertThat(JsonScan.isJson(text.getBytes(UTF_8))).isFalse();
  }

  /** The rows of Unicode's table 3-7, each just outside its bounds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // a continuation without its lead
        "bf",
        "c0 80", // overlong
        "c1 bf",
        "e0 80 80",
        "e0 9f bf",
        "f0 80 80 80",
        "f0 8f bf bf",
        "ed a0 80", // a surrogate
        "ed bf bf",
        "f4 90 80 80", // beyond U+10FFFF
        "f5 80 80 80",
        "fe",
        "ff",
        "c2", // cut short
        "e1 80",
        "f1 80 80",
        "c2 41", // no continuation
        "c2 c2",
        "e1 80 41",
        "e1 41 80",
        "f1 80 80 41",
        "f1 80 41 80"
      })
  void shouldRefuseIllFormedUtf8(String inside) {
    byte[] quoted = HexFormat.of().parseHex("22" + inside.replace(" ", "") + "22");
    byte[] unfinished = HexFormat.of().parseHex("22" + inside.replace(" ", ""));

    assertThat(JsonScan.isJson(quoted)).isFalse();
    assertThat(JsonScan.isJson(unfinished)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2 80",
        "df bf",
        "e0 a0 80",
        "ed 9f bf",
        "ee 80 80",
        "ef bf bf",
        "ef bb bf",
        "f0 90 80 80",
        "f3 bf bf bf",
        "f4 8f bf bf"
      })
  void shouldAcceptWellFormedUtf8AtItsBounds(String inside) {
    assertThat(JsonScan.isJson(HexFormat.of().parseHex("22" + inside.replace(" ", "") + "22")))
        .isTrue();
  }

  @Test
  void shouldRefuseUtf8OutsideStrings() {
    assertThat(JsonScan.isJson("[é]".getBytes(UTF_8))).isFalse();
    assertThat(JsonScan.isJson("é".getBytes(UTF_8))).isFalse();
  }

  @Test
  void shouldRefuseByteOrderMarksAndOtherEncodings() {
    assertThat(JsonScan.isJson("\ufeff{}".getBytes(UTF_8))).isFalse();
    assertThat(JsonScan.isJson("{}".getBytes(UTF_16LE))).isFalse();
  }

  @Test
  void shouldAcceptTheDeepestValueAndRefuseADeeperOne() {
    assertThat(JsonScan.isJson(nested("[", "", "]", 500))).isTrue();
    assertThat(JsonScan.isJson(nested("[", "", "]", 501))).isFalse();
    assertThat(JsonScan.isJson(nested("[", "1", "]", 500))).isTrue();
    assertThat(JsonScan.isJson(nested("[", "1", "]", 501))).isFalse();
    assertThat(JsonScan.isJson(nested("{\"a\":", "{}", "}", 499))).isTrue();
    assertThat(JsonScan.isJson(nested("{\"a\":", "{}", "}", 500))).isFalse();
    assertThat(JsonScan.isJson(nested("[", "1", "]", 1_000_000))).isFalse();
  }

  @Test
  void shouldCountDepthAndNotContainers() {
    assertThat(JsonScan.isJson(("[" + "[],".repeat(2_000) + "{}]").getBytes(UTF_8))).isTrue();
  }

  /** Objects and arrays close in the order in which they opened, at every depth. */
  @Test
  void shouldTellObjectsFromArraysAtEveryDepth() {
    for (int depth = 1; depth < 250; depth++) {
      assertThat(JsonScan.isJson(nested("[{\"a\":", "1", "}]", depth))).isTrue();
      String wrong = "[".repeat(depth) + "{\"a\":1]" + "]".repeat(depth);
      assertThat(JsonScan.isJson(wrong.getBytes(UTF_8))).as("depth %d", depth).isFalse();
    }
  }

  private static byte[] nested(String open, String inside, String close, int times) {
    return (open.repeat(times) + inside + close.repeat(times)).getBytes(UTF_8);
  }
}
