package io.twinroute.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicRecord;
import io.twinroute.parity.TopicRecord.RecordHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the faults' checker is there for, one defect at a time. */
class VerdictTest {

  private static final RecordHeader ID = new RecordHeader("twinroute-id", bytes("a@1+b@2"));
  private static final RecordHeader TRACE = new RecordHeader("trace", bytes("t"));

  private final List<TopicRecord> expected =
      List.of(record(0, "k1", "v1"), record(1, "k2", "v2"), record(2, "k1", "v1"));
  private final List<TopicRecord> written = new ArrayList<>(expected);

  @Test
  void shouldFindNothingWhereNothingIsWrong() {
    assertThat(verdict()).isEqualTo(new Verdict(3, 0, 0, 0, 0));
    assertThat(verdict().isClean()).isTrue();
  }

  @Test
  void shouldFindALostRecord() {
    written.remove(1);

    assertThat(verdict()).isEqualTo(new Verdict(3, 1, 0, 0, 0));
  }

  /** The same content is expected twice, and lost once. */
  @Test
  void shouldCountRecordsAndNotOnlyContents() {
    written.remove(2);

    assertThat(verdict()).isEqualTo(new Verdict(3, 1, 0, 0, 0));
  }

  @Test
  void shouldFindADoubledRecord() {
    written.add(record(3, "k2", "v2"));

    assertThat(verdict()).isEqualTo(new Verdict(3, 0, 1, 0, 0));
  }

  @Test
  void shouldFindAChangedRecord() {
    written.set(1, record(1, "k2", "v2!"));

    assertThat(verdict()).isEqualTo(new Verdict(3, 1, 0, 1, 0));
  }

  @Test
  void shouldFindHeadersInAnotherOrder() {
    TopicRecord r = written.get(0);
    List<RecordHeader> swapped = new ArrayList<>(r.headers());
    Collections.reverse(swapped);
    written.set(
        0, new TopicRecord(r.partition(), r.offset(), r.timestamp(), r.key(), r.value(), swapped));

    assertThat(verdict()).isEqualTo(new Verdict(3, 1, 0, 1, 0));
  }

  @Test
  void shouldFindARecordInAnotherPartition() {
    TopicRecord r = written.get(0);
    written.set(0, new TopicRecord(1, r.offset(), r.timestamp(), r.key(), r.value(), r.headers()));

    assertThat(verdict()).isEqualTo(new Verdict(3, 1, 0, 1, 0));
  }

  /** It recovered: a reader afterwards would see nothing. */
  @Test
  void shouldFindARecordThatWasThereForAWhile() {
    Sightings live = seen(written);
    live.see(record(9, "k1", "aborted"));

    assertThat(verdict(live)).isEqualTo(new Verdict(3, 0, 0, 0, 1));
    assertThat(verdict(live).isClean()).isFalse();
  }

  @Test
  void shouldFindARecordThatStoodElsewhereBefore() {
    Sightings live = seen(expected.subList(0, 2));
    live.see(record(7, "k1", "v1"));

    assertThat(verdict(live)).isEqualTo(new Verdict(3, 0, 0, 0, 2));
  }

  private Verdict verdict() {
    return verdict(seen(written));
  }

  private Verdict verdict(Sightings live) {
    return Verdict.of(source(expected), source(written), live);
  }

  private static Sightings seen(List<TopicRecord> records) {
    Sightings sightings = new Sightings();
    records.forEach(sightings::see);
    return sightings;
  }

  private static RecordSource source(List<TopicRecord> records) {
    return records::forEach;
  }

  private static TopicRecord record(long offset, String key, String value) {
    return new TopicRecord(0, offset, 1_000, bytes(key), bytes(value), List.of(ID, TRACE));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
