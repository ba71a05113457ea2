package io.twinroute.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.parity.Difference.Kind;
import io.twinroute.parity.TopicRecord.RecordHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final int RECORDS = 5_000;

  private final List<TopicRecord> left = new ArrayList<>();
  private final List<TopicRecord> right = new ArrayList<>();

  @BeforeEach
  void fillBothSidesAlike() {
    for (int i = 0; i < RECORDS; i++) {
      left.add(result(i % 4, i, 1_000 + i, "v" + i, "id-" + i, "a", "b"));
    }
    right.addAll(left);
  }

  @Test
  void shouldFindTheSameRecordsIdenticalInAnyOrderAndAtAnyOffset() {
    // given
    right.replaceAll(r -> withOffset(r, r.offset() * 2 + 7));
    Collections.reverse(right);

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison).isEqualTo(new Comparison(RECORDS, RECORDS, 0, null));
    assertThat(comparison.identical()).isTrue();
  }

  @Test
  void shouldCountAChangedValueOnceAndShowBothSides() {
    // given
    right.set(17, result(1, 17, 1_017, "other", "id-17", "a", "b"));

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison)
        .isEqualTo(
            new Comparison(
                RECORDS, RECORDS, 1, new Difference(Kind.CHANGED, left.get(17), right.get(17))));
    assertThat(text(comparison))
        .contains("first difference: changed (value)", "id-17", "value   v17", "value   other");
  }

  @Test
  void shouldFindAnotherTimestamp() {
    // given
    right.set(17, result(1, 17, 1_018, "v17", "id-17", "a", "b"));

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison.differing()).isEqualTo(1);
    assertThat(text(comparison)).contains("changed (timestamp)", "1018 (1970-01-01T00:00:01.018Z)");
  }

  @Test
  void shouldFindAnotherHeader() {
    // given
    right.set(17, result(1, 17, 1_017, "v17", "id-17", "a", "c"));

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison.differing()).isEqualTo(1);
    assertThat(text(comparison)).contains("changed (headers)");
  }

  @Test
  void shouldFindHeadersInAnotherOrder() {
    // given
    right.set(17, result(1, 17, 1_017, "v17", "id-17", "b", "a"));

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison.differing()).isEqualTo(1);
    assertThat(text(comparison)).contains("changed (headers)");
  }

  @Test
  void shouldFindAnotherKey() {
    // given
    TopicRecord r = left.get(17);
    right.set(17, new TopicRecord(1, 17, r.timestamp(), utf8("stranger"), r.value(), r.headers()));

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison.differing()).isEqualTo(1);
    assertThat(text(comparison)).contains("changed (key)", "stranger");
  }

  @Test
  void shouldFindARecordInAnotherPartition() {
    // given
    right.set(17, result(2, 17, 1_017, "v17", "id-17", "a", "b"));

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison.differing()).isEqualTo(1);
    assertThat(comparison.first())
        .isEqualTo(new Difference(Kind.MOVED, left.get(17), right.get(17)));
    assertThat(text(comparison)).contains("moved to another partition (partition)");
  }

  @Test
  void shouldFindAMissingRecordOnEitherSide() {
    // given
    TopicRecord onlyLeft = right.remove(17);

    // when
    Comparison comparison = compare();
    Comparison reversed = Comparison.of(right::forEach, left::forEach);

    // then
    assertThat(comparison)
        .isEqualTo(
            new Comparison(
                RECORDS, RECORDS - 1, 1, new Difference(Kind.ONLY_LEFT, onlyLeft, null)));
    assertThat(text(comparison)).contains("missing in kstreams", "kstreams: no such record");
    assertThat(reversed.first()).isEqualTo(new Difference(Kind.ONLY_RIGHT, null, onlyLeft));
  }

  @Test
  void shouldFindADoubledRecordOnEitherSide() {
    // given
    TopicRecord again = withOffset(left.get(17), RECORDS + 1);
    right.add(again);

    // when
    Comparison comparison = compare();
    Comparison reversed = Comparison.of(right::forEach, left::forEach);

    // then
    assertThat(comparison)
        .isEqualTo(
            new Comparison(
                RECORDS, RECORDS + 1, 1, new Difference(Kind.DOUBLED_RIGHT, left.get(17), again)));
    assertThat(reversed.first()).isEqualTo(new Difference(Kind.DOUBLED_LEFT, again, left.get(17)));
  }

  @Test
  void shouldTakeTheSmallestPartitionThenOffsetAsFirst() {
    // given
    right.removeIf(r -> List.of(4_999L, 21L, 13L, 2_000L, 400L).contains(r.offset()));
    Collections.shuffle(left);

    // when
    Comparison comparison = compare();

    // then
    assertThat(comparison.differing()).isEqualTo(5);
    assertThat(comparison.first()).isNotNull();
    assertThat(comparison.first().left()).extracting(TopicRecord::offset).isEqualTo(400L);
  }

  @Test
  void shouldPairByKeyWhereRecordsHaveNoId() {
    // given
    List<TopicRecord> plain = List.of(plain("k1", "a"), plain("k2", "b"));
    List<TopicRecord> changed = List.of(plain("k1", "a"), plain("k2", "c"));

    // when
    Comparison comparison = Comparison.of(plain::forEach, changed::forEach);

    // then
    assertThat(comparison.differing()).isEqualTo(1);
    assertThat(comparison.first()).extracting(Difference::kind).isEqualTo(Kind.CHANGED);
  }

  @Test
  void shouldNotMixUpNullAndEmpty() {
    // given
    List<TopicRecord> absent = List.of(new TopicRecord(0, 0, 0, null, null, List.of()));
    List<TopicRecord> empty =
        List.of(new TopicRecord(0, 0, 0, new byte[0], new byte[0], List.of()));

    // when
    Comparison comparison = Comparison.of(absent::forEach, empty::forEach);

    // then
    assertThat(comparison.identical()).isFalse();
  }

  @Test
  void shouldShowBytesThatAreNoTextInHexadecimalAndCutWhatIsLong() {
    // given
    TopicRecord binary =
        new TopicRecord(0, 5, 0, new byte[] {(byte) 0xff, 0}, utf8("x".repeat(900)), List.of());

    // when
    List<String> lines =
        new DifferenceText("left", "right").lines(new Difference(Kind.ONLY_LEFT, binary, null));

    // then
    assertThat(lines)
        .contains("  key     0xff00", "    value   " + "x".repeat(200) + "...")
        .contains("  inputs  (not recorded)");
  }

  private Comparison compare() {
    return Comparison.of(left::forEach, right::forEach);
  }

  private static String text(Comparison comparison) {
    assertThat(comparison.first()).isNotNull();
    return String.join("\n", new DifferenceText("flink", "kstreams").lines(comparison.first()));
  }

  private static TopicRecord result(
      int partition, long offset, long timestamp, String value, String id, String... headers) {
    List<RecordHeader> all = new ArrayList<>();
    all.add(new RecordHeader("twinroute-id", utf8(id)));
    for (String header : headers) {
      all.add(new RecordHeader(header, utf8(header)));
    }
    return new TopicRecord(partition, offset, timestamp, utf8("key-" + offset), utf8(value), all);
  }

  private static TopicRecord plain(String key, String value) {
    return new TopicRecord(0, 0, 0, utf8(key), utf8(value), List.of());
  }

  private static TopicRecord withOffset(TopicRecord r, long offset) {
    return new TopicRecord(r.partition(), offset, r.timestamp(), r.key(), r.value(), r.headers());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
