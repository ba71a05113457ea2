package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.JsonPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFieldTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a        | {\"a\":1}                                 | 1",
        "/b        | {\"a\":{\"b\":1},\"b\":2}                 | 2",
        "/a/b      | {\"b\":1,\"a\":{\"b\":2}}                 | 2",
        "/a/b/c    | {\"a\":{\"b\":{\"c\":[]}}}                | []",
        "/a        |  { \"x\" : [ 1 , {} ] , \"a\" : 7 }       | 7",
        "/a        | {\"x\":\"}\\\"]\",\"a\":7}                | 7",
        "/a        | {\"a\":null}                              | null",
        "/         | {\"\":1}                                  | 1",
        "//        | {\"\":{\"\":2}}                           | 2",
        "/a~1b     | {\"a\":{\"b\":1},\"a/b\":2}               | 2",
        "/m~0n     | {\"m~n\":3}                               | 3",
        "/größe    | {\"größe\":1}                             | 1",
        "/größe    | {\"gr\\u00f6\\u00dfe\":1}                 | 1",
        "/a/b      | {\"\\u0061\":{\"\\u0062\":5}}             | 5",
        "/x        | {\"\\\\x\":1,\"x\":2}                     | 2",
        "/\\x      | {\"x\":1,\"\\\\x\":2}                     | 2",
        "/\\n      | {\"\\n\":1,\"\\\\n\":2}                   | 2",
      })
  void shouldFindTheMember(String pointer, String json, String found) {
    assertThat(find(pointer, json)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a        | {\"a\":1,\"a\":2}                         | 2",
        "/a        | {\"a\":1,\"b\":3,\"\\u0061\":2}           | 2",
        "/a        | {\"a\":1,\"a\":null}                      | null",
        "/a/b      | {\"a\":{\"b\":1},\"a\":{\"b\":2}}         | 2",
        "/a/b      | {\"a\":{\"b\":1},\"a\":{}}                | absent",
        "/a/b      | {\"a\":{\"b\":1},\"a\":3}                 | absent",
      })
  void shouldTakeTheLastOfMembersWithOneName(String pointer, String json, String found) {
    assertThat(find(pointer, json)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/0        | [1,2]                                     | 1",
        "/1        | [ [0] , 2 ]                               | 2",
        "/2        | [1,2]                                     | absent",
        "/0        | []                                        | absent",
        "/0/1      | [[1,{\"a\":\"]\"}]]                       | {\"a\":\"]\"}",
        "/a/10     | {\"a\":[0,1,2,3,4,5,6,7,8,9,\"ten\"]}     | \"ten\"",
        "/01       | [1,2]                                     | absent",
        "/00       | [1]                                       | absent",
        "/-        | [1,2]                                     | absent",
        "/-1       | [1,2]                                     | absent",
        "/+1       | [1,2]                                     | absent",
        "/1e0      | [1,2]                                     | absent",
        "/         | [1,2]                                     | absent",
        "/٠        | [1,2]                                     | absent",
        "/99999999999999999999 | [1]                           | absent",
        "/9999999999           | [1]                           | absent",
        "/4294967296           | [1]                           | absent",
        "/0        | {\"0\":1}                                 | 1",
        "/01       | {\"01\":1}                                | 1",
        "/-        | {\"-\":1}                                 | 1",
      })
  void shouldFindTheElement(String pointer, String json, String found) {
    assertThat(find(pointer, json)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a        | {}",
        "/a        | { }",
        "/a        | {\"A\":1,\"aa\":2,\"\":3,\" a\":4}",
        "/a        | [\"a\"]",
        "/a        | \"a\"",
        "/a        | 1",
        "/0        | \"a\"",
        "/a/b      | {\"a\":\"b\"}",
        "/a/b      | {\"a\":null}",
        "/a/b      | {\"a.b\":1,\"a/b\":2}",
        "/a/       | {\"a\":{\"b\":1}}",
      })
  void shouldFindNothing(String pointer, String json) {
    assertThat(find(pointer, json)).isEqualTo("absent");
  }

  /** The value's own text. */
  private static String find(String pointer, String text) {
    byte[] json = text.getBytes(UTF_8);
    assertThat(JsonScan.isJson(json)).isTrue();
    return FieldText.of(json, JsonPointer.parse(pointer))
        .map(field -> new String(field, UTF_8))
        .orElse("absent");
  }
}
