package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.LogHeader;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenderedTest {

  @Test
  void shouldShowAResultOnOneLine() {
    List<LogHeader> headers =
        List.of(header("twinroute-id", "a+b"), header("none", null), header("empty", ""));

    assertThat(Rendered.result(bytes("k"), bytes("{\"é\": 1}"), 5, headers))
        .isEqualTo("result | k | {\"é\": 1} | @5 | twinroute-id=a+b | none=<null> | empty=<empty>");
  }

  @Test
  void shouldTellWhichTopicARejectedRecordIsFor() {
    assertThat(Rendered.late(3, null, bytes("1"), 0, List.of()))
        .isEqualTo("late of partition 3 | <null> | 1 | @0");
    assertThat(Rendered.deadLetter(3, null, bytes("1"), 0, List.of()))
        .isEqualTo("dead letter of partition 3 | <null> | 1 | @0");
  }

  @Test
  void shouldShowWhatNobodyCouldReadInHexadecimal() {
    assertThat(
            Stream.of(
                    new byte[] {-1}, bytes("a\nb"), bytes("a|b"), bytes("<null>"), bytes("\u00a0"))
                .map(key -> Rendered.result(key, null, 0, List.of())))
        .containsExactly(
            "result | <ff> | <null> | @0",
            "result | <610a62> | <null> | @0",
            "result | <617c62> | <null> | @0",
            "result | <3c6e756c6c3e> | <null> | @0",
            "result | <c2a0> | <null> | @0");
  }

  @Test
  void shouldTellHeadersApart() {
    assertThat(line(header("a", "b"), header("c", "d")))
        .isNotEqualTo(line(header("c", "d"), header("a", "b")))
        .isNotEqualTo(line(header("a", "b | c=d")));
    assertThat(line(header("a=b", "c"))).isNotEqualTo(line(header("a", "b=c")));
    assertThat(line(header("a", null))).isNotEqualTo(line(header("a", "")));
  }

  private static String line(LogHeader... headers) {
    return Rendered.result(bytes("k"), bytes("1"), 0, List.of(headers));
  }

  private static LogHeader header(String name, @Nullable String value) {
    return new LogHeader(name, value == null ? null : bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
