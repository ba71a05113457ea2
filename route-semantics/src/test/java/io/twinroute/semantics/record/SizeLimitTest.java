package io.twinroute.semantics.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.semantics.logic.Sides;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizeLimitTest {

  private static final Headers ONE = headers("abc", "de");

  @Test
  void shouldCountKeyValueAndWhatHeadersHold() {
    assertThat(SizeLimit.size(utf8("key"), 4, ONE)).isEqualTo(12);
    assertThat(SizeLimit.size(null, 0, Headers.EMPTY)).isZero();
    assertThat(SizeLimit.size(null, 0, headers("\u00e9", null))).isEqualTo(2);
  }

  @Test
  void shouldAdmitWhatIsExactlyAsLargeAsTheLimit() {
    assertThat(new SizeLimit(12).admits(utf8("key"), 4, ONE)).isTrue();
    assertThat(new SizeLimit(11).admits(utf8("key"), 4, ONE)).isFalse();
    assertThat(new SizeLimit(1_000).admits(utf8("key"), 4, ONE)).isTrue();
    assertThat(new SizeLimit(Integer.MAX_VALUE).admits(utf8("key"), Integer.MAX_VALUE, ONE))
        .isFalse();
  }

  @Test
  void shouldAdmitAThousandHeadersAndNoMore() {
    SizeLimit limit = new SizeLimit(20_000);

    assertThat(limit.admits(null, 0, headers(SizeLimit.MOST_HEADERS))).isTrue();
    assertThat(limit.admits(null, 0, headers(SizeLimit.MOST_HEADERS + 1))).isFalse();
  }

  @Test
  void shouldLeaveARecordAloneThatIsSmallEnough() {
    SourceRecord record = record("key", "value", ONE);

    assertThat(new SizeLimit(13).fit(record)).isSameAs(record);
    assertThat(record.isStripped()).isFalse();
  }

  @Test
  void shouldLeaveOutTheValueAndThenWhatIsStillTooLarge() {
    SourceRecord record = record("key", "values", ONE);

    SourceRecord withoutValue = new SizeLimit(8).fit(record);
    SourceRecord withoutHeaders = new SizeLimit(7).fit(record);
    SourceRecord withoutAny = new SizeLimit(2).fit(record);

    assertThat(withoutValue).isEqualTo(stripped(record, record.key(), ONE));
    assertThat(withoutHeaders).isEqualTo(stripped(record, record.key(), Headers.EMPTY));
    assertThat(withoutAny).isEqualTo(stripped(record, null, Headers.EMPTY));
  }

  /** Small as it is now, it was too large, and stays so. */
  @Test
  void shouldNotAdmitWhatWasStripped() {
    SizeLimit limit = new SizeLimit(10);
    SourceRecord stripped = limit.fit(record("key", "value", ONE));

    assertThat(limit.admits(stripped)).isFalse();
    assertThat(limit.fit(stripped)).isSameAs(stripped);
    SourceRecord hollow = limit.fit(record(null, null, headers(2_000)));
    assertThat(hollow.strippedOf()).isZero();
    assertThat(limit.admits(hollow)).isFalse();
  }

  @Test
  void shouldRefuseALimitThatAdmitsNothing() {
    assertThatThrownBy(() -> new SizeLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  private static SourceRecord stripped(
      SourceRecord record, byte @Nullable [] key, Headers headers) {
    return new SourceRecord(
        record.input(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        key,
        null,
        headers,
        14);
  }

  private static SourceRecord record(
      @Nullable String key, @Nullable String value, Headers headers) {
    return new SourceRecord(
        Sides.LEFT,
        3,
        7,
        5,
        key == null ? null : utf8(key),
        value == null ? null : utf8(value),
        headers);
  }

  private static Headers headers(String name, @Nullable String value) {
    return Headers.of(List.of(new Headers.Header(name, value == null ? null : utf8(value))));
  }

  private static Headers headers(int count) {
    return Headers.of(Collections.nCopies(count, new Headers.Header("", null)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
