package io.twinroute.semantics.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {

  @Test
  void shouldReadItsTokens() {
    assertThat(JsonPointer.parse("/orderId").tokens()).containsExactly("orderId");
    assertThat(JsonPointer.parse("/customer/id/0").tokens()).containsExactly("customer", "id", "0");
  }

  @Test
  void shouldTakeEmptyNames() {
    assertThat(JsonPointer.parse("/").tokens()).containsExactly("");
    assertThat(JsonPointer.parse("/a//").tokens()).containsExactly("a", "", "");
  }

  @Test
  void shouldResolveEscapesOnce() {
    assertThat(JsonPointer.parse("/a~1b/m~0n").tokens()).containsExactly("a/b", "m~n");
    assertThat(JsonPointer.parse("/~01").tokens()).containsExactly("~1");
    assertThat(JsonPointer.parse("/~0~1~00").tokens()).containsExactly("~/~0");
  }

  @Test
  void shouldShowAsItWasWritten() {
    assertThat(JsonPointer.parse("/a~1b")).hasToString("/a~1b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orderId", "#/orderId", "$.orderId", " /orderId"})
  void shouldRefuseWhatDoesNotBeginWithASlash(String text) {
    assertThatThrownBy(() -> JsonPointer.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a JSON Pointer begins with '/', as /orderId does");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/~", "/a~/b", "/~2", "/a~0~", "/~~1"})
  void shouldRefuseATildeThatEscapesNothing(String text) {
    assertThatThrownBy(() -> JsonPointer.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("in a JSON Pointer '~' is written ~0, and '/' inside a name ~1");
  }
}
