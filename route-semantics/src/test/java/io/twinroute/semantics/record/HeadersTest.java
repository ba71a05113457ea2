package io.twinroute.semantics.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.record.Headers.Header;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {

  private static final List<Header> ALL_KINDS =
      List.of(
          new Header("trace", "t-1".getBytes(UTF_8)),
          new Header("none", null),
          new Header("empty", new byte[0]),
          new Header("", new byte[] {-1, 0, 1}),
          new Header("trace", "t-2".getBytes(UTF_8)),
          new Header("schlüssel-\ud83d\ude00", "x".getBytes(UTF_8)));

  @Test
  void shouldKeepOrderDuplicatesAndNulls() {
    assertThat(rendered(Headers.of(ALL_KINDS)))
        .containsExactly(
            "trace=742d31",
            "none=null",
            "empty=",
            "=ff0001",
            "trace=742d32",
            "schlüssel-\ud83d\ude00=78");
  }

  @Test
  void shouldSurviveTheWayThroughBytes() {
    Headers headers = Headers.of(ALL_KINDS);

    Headers copy = Headers.ofBytes(headers.toBytes().clone());

    assertThat(copy).isEqualTo(headers).hasSameHashCodeAs(headers);
    assertThat(rendered(copy)).isEqualTo(rendered(headers));
  }

  @Test
  void shouldCountThem() {
    assertThat(Headers.EMPTY.count()).isZero();
    assertThat(Headers.of(ALL_KINDS).count()).isEqualTo(6);
    assertThat(Headers.of(ALL_KINDS).with("one", "more").count()).isEqualTo(7);
  }

  /** State and exchange topics hold this layout. */
  @Test
  void shouldKeepItsLayout() {
    Headers headers = Headers.of(List.of(new Header("ab", new byte[] {7}), new Header("n", null)));

    assertThat(HexFormat.of().formatHex(headers.toBytes()))
        .isEqualTo("00000002" + "6162" + "00000001" + "07" + "00000001" + "6e" + "ffffffff");
  }

  @Test
  void shouldBeEmptyWithoutHeaders() {
    assertThat(Headers.of(List.of())).isSameAs(Headers.EMPTY);
    assertThat(Headers.ofBytes(new byte[0])).isSameAs(Headers.EMPTY);
    assertThat(rendered(Headers.EMPTY)).isEmpty();
  }

  @Test
  void shouldConcatenateByConcatenatingBytes() {
    Headers first = Headers.of(ALL_KINDS);
    Headers second = Headers.of(List.of(new Header("trace", null)));
    byte[] a = first.toBytes();
    byte[] b = second.toBytes();

    Headers both = Headers.ofBytes(ByteBuffer.allocate(a.length + b.length).put(a).put(b).array());

    List<String> expected = new ArrayList<>(rendered(first));
    expected.addAll(rendered(second));
    assertThat(rendered(both)).isEqualTo(expected);
  }

  @Test
  void shouldPutOneMoreBehindTheOthers() {
    Headers before = Headers.of(ALL_KINDS);

    Headers after = before.with("trace", "größe");

    List<Header> expected = new ArrayList<>(ALL_KINDS);
    expected.add(new Header("trace", "größe".getBytes(UTF_8)));
    assertThat(after).isEqualTo(Headers.of(expected));
    assertThat(before).isEqualTo(Headers.of(ALL_KINDS));
    assertThat(rendered(Headers.EMPTY.with("", ""))).containsExactly("=");
  }

  @Test
  void shouldTellNullFromEmptyAndOneOrderFromAnother() {
    Header a = new Header("h", null);
    Header b = new Header("h", new byte[0]);

    assertThat(Headers.of(List.of(a))).isNotEqualTo(Headers.of(List.of(b)));
    assertThat(Headers.of(List.of(a, b))).isNotEqualTo(Headers.of(List.of(b, a)));
  }

  @Test
  void shouldNotShowContents() {
    assertThat(Headers.of(List.of(new Header("token", "secret".getBytes(UTF_8)))))
        .hasToString("Headers[19 bytes]");
  }

  private static List<String> rendered(Headers headers) {
    List<String> rendered = new ArrayList<>();
    headers.forEach(
        (key, value) ->
            rendered.add(key + "=" + (value == null ? null : HexFormat.of().formatHex(value))));
    return rendered;
  }
}
