package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalKeyTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "1.00, 1",
    "10e-1, 1",
    "0.1e1, 1",
    "1e0, 1",
    "1E+0, 1",
    "1e2, 100",
    "1E2, 100",
    "1.50e1, 15",
    "100, 100",
    "0.50, 0.5",
    "5e-1, 0.5",
    "0.10, 0.1",
    "1e-3, 0.001",
    "-1, -1",
    "-1.0, -1",
    "-0.5, -0.5",
    "-5e-1, -0.5",
    "0, 0",
    "-0, 0",
    "0.0, 0",
    "-0.000, 0",
    "0e5, 0",
    "0e-5, 0",
    "-0E+7, 0",
    "12345678901234567890, 12345678901234567890",
    "0.1234567890123456789012345678901, 0.1234567890123456789012345678901",
    "9007199254740993.0, 9007199254740993",
    "true, true",
    "false, false"
  })
  void shouldNotDependOnHowAValueIsWritten(String json, String key) {
    assertThat(key(json)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"1\", 1",
        "\"1.0\", 1.0",
        "\" a \", ` a `",
        "\"\", ``",
        "\"größe\", größe",
        "\"gr\\u00f6\\u00DFe\", größe",
        "\"\\\"\\\\\\/\", \"\\/",
        "\"a\\tb\", a\tb",
        "\"\\u0061\\u0020\\u0062\", a b",
        "\"\\u0000\", `\u0000`",
        "\"\\ud83d\\uDE00\", \ud83d\ude00",
        "\"\ud83d\ude00\\n\", `\ud83d\ude00\n`",
        "\"\\b\\f\\r\", `\b\f\r`",
        "\"null\", null",
        "\"true\", true"
      })
  void shouldTakeAStringsCharacters(String json, String key) {
    assertThat(key(json)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"a\":1}",
        "[]",
        "[1]",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ude00\\ud83d\"",
        "\"a\\ud83d\\n\\ude00\""
      })
  void shouldFindNoKeyInWhatHasNone(String json) {
    assertThat(key(json)).isNull();
  }

  @Test
  void shouldTakeNumbersUpToTheirLongestForm() {
    assertThat(key("1e999")).isEqualTo("1" + "0".repeat(999));
    assertThat(key("1e1000")).isNull();
    assertThat(key("-1e998")).isEqualTo("-1" + "0".repeat(998));
    assertThat(key("-1e999")).isNull();
    assertThat(key("1e-998")).isEqualTo("0." + "0".repeat(997) + "1");
    assertThat(key("1e-999")).isNull();
    assertThat(key("7".repeat(1_000))).isEqualTo("7".repeat(1_000));
    assertThat(key("7".repeat(1_001))).isNull();
    assertThat(key("-" + "7".repeat(1_000))).isNull();
    assertThat(key("1." + "0".repeat(998))).isEqualTo("1");
    assertThat(key("1." + "0".repeat(999))).isNull();
    assertThat(key("0." + "0".repeat(995) + "1e1")).isEqualTo("0." + "0".repeat(994) + "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "1e2147483647",
        "1e-2147483647",
        "100e2147483647",
        "100e2147483645",
        "1000e2147483640",
        "1.000e-2147483647",
        "0.001e2147483650",
        "1e2147483648",
        "1e99999999999999999999",
        "-1E-99999999999999999999"
      })
  void shouldFindNoKeyBeyondAllBounds(String json) {
    assertThat(key(json)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0e2147483647", "0e2147483648", "-0.00E-99999999999999999999"})
  void shouldKnowThatZeroIsZeroWhateverItsExponent(String json) {
    assertThat(key(json)).isEqualTo("0");
  }

  @Test
  void shouldReadAnExponentWithLeadingZeros() {
    assertThat(key("1e" + "0".repeat(500) + "2")).isEqualTo("100");
    assertThat(key("1e-" + "0".repeat(500) + "1")).isEqualTo("0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1.50,2]|1.5", "[1.50 ]|1.5", "[-0]|0", "[true]|true", "[7]|7", "[\"1\"]|1"})
  void shouldStopWhereTheValueDoes(String json, String key) {
    byte[] bytes = json.getBytes(UTF_8);

    assertThat(CanonicalKey.of(bytes, 1)).isEqualTo(key.getBytes(UTF_8));
  }

  private static String key(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    assertThat(JsonScan.isJson(bytes)).isTrue();
    byte[] key = CanonicalKey.of(bytes, 0);
    return key == null ? null : new String(key, UTF_8);
  }
}
