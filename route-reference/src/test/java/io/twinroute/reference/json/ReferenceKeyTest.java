package io.twinroute.reference.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceKeyTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "10e-1, 1",
    "1e0, 1",
    "1E+0, 1",
    "0.1e1, 1",
    "1e2, 100",
    "100, 100",
    "0.50, 0.5",
    "5e-1, 0.5",
    "0.5, 0.5",
    "12.340e1, 123.4",
    "1.5e-3, 0.0015",
    "-1, -1",
    "-1.50, -1.5",
    "-0, 0",
    "-0.0, 0",
    "0e99999999999999999999, 0",
    "0.000e-99999999999999999999, 0",
    "1e21, 1000000000000000000000",
    "123456789012345678901234567890.123456789, 123456789012345678901234567890.123456789",
    "true, true",
    "false, false",
  })
  void shouldWriteNumbersAndTruthValuesInOneWay(String literal, String expected) {
    assertThat(key("/a", "{\"a\":" + literal + "}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "{}", "[]", "[1]", "{\"a\":1}", "\"\\ud800\"", "\"\\udc00\\ud800\""})
  void shouldTakeNothingElseForAKey(String json) {
    assertThat(key("/a", "{\"a\":" + json + "}")).isNull();
  }

  @Test
  void shouldResolveEscapes() {
    assertThat(key("/a", "{\"a\":\"\"}")).isEmpty();
    assertThat(key("/a", "{\"a\":\"\\u0041\\n\\\"\\/\\ud83d\\ude00\"}")).isEqualTo("A\n\"/😀");
    assertThat(key("/A", "{\"\\u0041\":1}")).isEqualTo("1");
  }

  @Test
  void shouldGiveUpOnNumbersOfMoreThanAThousandCharacters() {
    assertThat(key("", "1" + "0".repeat(999))).hasSize(1000);
    assertThat(key("", "1" + "0".repeat(1000))).isNull();
    assertThat(key("", "1e999")).hasSize(1000);
    assertThat(key("", "1e1000")).isNull();
    assertThat(key("", "-1e998")).hasSize(1000);
    assertThat(key("", "-1e999")).isNull();
    assertThat(key("", "1e-998")).hasSize(1000);
    assertThat(key("", "1e-999")).isNull();
    assertThat(key("", "1e99999999999999999999")).isNull();
    assertThat(key("", "1e-99999999999999999999")).isNull();
    assertThat(key("", "1." + "0".repeat(998))).isEqualTo("1");
    assertThat(key("", "1." + "0".repeat(999))).isNull();
    assertThat(key("", "0." + "0".repeat(999))).isNull();
    assertThat(key("", "1" + "0".repeat(993) + "e-993")).isEqualTo("1");
    assertThat(key("", "\"" + "9".repeat(5000) + "\"")).hasSize(5000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/o/id      | {\"o\":{\"id\":7}}           | 7",
        "/ids/1     | {\"ids\":[6,7]}              | 7",
        "/ids/10    | {\"ids\":[0,1,2,3,4,5,6,7,8,9,7]} | 7",
        "/ids/1     | {\"ids\":{\"1\":7}}          | 7",
        "/ids/01    | {\"ids\":{\"01\":7}}         | 7",
        "/ids/-     | {\"ids\":{\"-\":7}}          | 7",
        "/a~1b      | {\"a/b\":7}                  | 7",
        "/a~0b      | {\"a~b\":7}                  | 7",
        "/~01       | {\"~1\":7}                   | 7",
        "/          | {\"\":7}                     | 7",
        "//         | {\"\":{\"\":7}}              | 7",
        "/é         | {\"é\":7}                    | 7",
        "/0/id      | [{\"id\":7}]                 | 7",
        "/a         | {\"a\":6,\"a\":7}            | 7",
        "/a/b       | {\"a\":{\"b\":6},\"a\":{\"b\":7}} | 7",
      })
  void shouldFollowPointers(String pointer, String json, String expected) {
    assertThat(key(pointer, json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a       | {}",
        "/a       | 7",
        "/a       | [7]",
        "/a/b     | {\"a\":7}",
        "/a/      | {\"a\":7}",
        "/A       | {\"a\":7}",
        "/ids/-   | {\"ids\":[7]}",
        "/ids/01  | {\"ids\":[6,7]}",
        "/ids/+1  | {\"ids\":[6,7]}",
        "/ids/2   | {\"ids\":[6,7]}",
        "/ids/99999999999999999999 | {\"ids\":[6,7]}",
        "/a       | {\"a\":7,\"a\":null}",
        "/a/b     | {\"a\":{\"b\":7},\"a\":{}}",
        "/a/b     | {\"a\":{\"b\":7},\"a\":7}",
      })
  void shouldFindNothing(String pointer, String json) {
    assertThat(key(pointer, json)).isNull();
  }

  @Test
  void shouldTakeTheWholeValueForTheEmptyPointer() {
    assertThat(key("", " \"k\" ")).isEqualTo("k");
    assertThat(key("", "{}")).isNull();
  }

  @Test
  void shouldRefuseWhatIsNoPointer() {
    assertThatThrownBy(() -> key("a", "{}")).isInstanceOf(IllegalArgumentException.class);
  }

  private static @Nullable String key(String pointer, String json) {
    byte[] key = ReferenceKey.at(pointer, json.getBytes(UTF_8));
    return key == null ? null : new String(key, UTF_8);
  }
}
