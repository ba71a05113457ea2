package io.twinroute.semantics.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.logic.Sides;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedRecordTest {

  private static final byte[] KEY = {-1, 0};
  private static final byte[] VALUE = "{broken".getBytes(UTF_8);
  private static final Headers HEADERS =
      Headers.of(
          List.of(new Headers.Header("trace", null), new Headers.Header("trace", KEY.clone())));

  @Test
  void shouldHoldTheRecordAsItWas() {
    RejectedRecord rejected =
        RejectedRecord.of(
            record(5_000, KEY, VALUE), Rejection.NOT_JSON, SourcePartitions.ofOne("east/orders"));

    assertThat(rejected.rejection()).isEqualTo(Rejection.NOT_JSON);
    assertThat(rejected.partition()).isEqualTo(3);
    assertThat(rejected.key()).isSameAs(KEY);
    assertThat(rejected.value()).isSameAs(VALUE);
    assertThat(rejected.timestamp()).isEqualTo(5_000);
  }

  @Test
  void shouldSayWhereItIsFromAndWhatIsWrongBehindItsOwnHeaders() {
    Headers dead =
        RejectedRecord.of(
                record(5_000, KEY, VALUE),
                Rejection.NOT_JSON,
                SourcePartitions.ofOne("east/orders"))
            .headers();
    Headers late =
        RejectedRecord.of(
                record(5_000, KEY, VALUE),
                Rejection.AFTER_SILENCE,
                SourcePartitions.ofOne("west/p"))
            .headers();

    assertThat(dead)
        .isEqualTo(
            HEADERS
                .with("twinroute-coordinates", "east/orders/3@1234")
                .with("twinroute-reason", "not-json")
                .with("twinroute-error-class", "NotJoinable"));
    assertThat(late)
        .isEqualTo(
            HEADERS
                .with("twinroute-coordinates", "west/p/3@1234")
                .with("twinroute-reason", "after-silence")
                .with("twinroute-error-class", "LateRecord"));
  }

  @Test
  void shouldHaveAsLittleAsTheRecord() {
    RejectedRecord rejected =
        RejectedRecord.of(
            record(0, null, null), Rejection.NO_KEY, SourcePartitions.ofOne("east/orders"));

    assertThat(rejected.key()).isNull();
    assertThat(rejected.value()).isNull();
    assertThat(rejected.timestamp()).isZero();
  }

  @Test
  void shouldSayHowLargeARecordWasThatIsTooLarge() {
    SourceRecord stripped = new SizeLimit(19).fit(record(5_000, KEY, VALUE));

    RejectedRecord rejected =
        RejectedRecord.of(stripped, Rejection.TOO_LARGE, SourcePartitions.ofOne("east/orders"));

    assertThat(rejected.key()).isSameAs(KEY);
    assertThat(rejected.value()).isNull();
    assertThat(rejected.timestamp()).isEqualTo(5_000);
    assertThat(rejected.headers())
        .isEqualTo(
            HEADERS
                .with("twinroute-coordinates", "east/orders/3@1234")
                .with("twinroute-reason", "too-large")
                .with("twinroute-error-class", "NotJoinable")
                .with("twinroute-size", "21"));
  }

  @Test
  void shouldPutARecordWithoutATimestampAtTheBeginningOfTime() {
    assertThat(
            RejectedRecord.of(
                    record(-1, KEY, VALUE), Rejection.NO_TIMESTAMP, SourcePartitions.ofOne("e/o"))
                .timestamp())
        .isZero();
  }

  @Test
  void shouldNotShowContents() {
    assertThat(
            RejectedRecord.of(record(1, KEY, VALUE), Rejection.LATE, SourcePartitions.ofOne("e/o")))
        .hasToString("late from partition 3");
  }

  @Test
  void shouldSendEveryRejectionToOneTopicOrNone() {
    assertThat(Rejection.values())
        .filteredOn(r -> r.destination() == Destination.LATE)
        .containsExactly(Rejection.LATE, Rejection.AFTER_SILENCE);
    assertThat(Rejection.values())
        .filteredOn(r -> r.destination() == Destination.NOWHERE)
        .containsExactly(Rejection.REPLAYED, Rejection.FILTERED);
    assertThat(Rejection.values())
        .filteredOn(r -> r.destination() == Destination.DEAD_LETTERS)
        .containsExactly(
            Rejection.TOO_LARGE,
            Rejection.AHEAD_OF_TIME,
            Rejection.NO_TIMESTAMP,
            Rejection.NO_KEY,
            Rejection.NO_VALUE,
            Rejection.NOT_JSON,
            Rejection.WHERE_FAILED,
            Rejection.NO_KEY_FIELD);
  }

  /** Readers of the late and dead-letter topics look for these. */
  @Test
  void shouldKeepItsReasons() {
    assertThat(Arrays.stream(Rejection.values()).map(Rejection::reason))
        .containsExactly(
            "replayed",
            "too-large",
            "ahead-of-time",
            "late",
            "after-silence",
            "no-timestamp",
            "filtered",
            "no-key",
            "no-value",
            "not-json",
            "where-failed",
            "no-key-field");
  }

  private static SourceRecord record(long timestamp, byte[] key, byte[] value) {
    return new SourceRecord(Sides.LEFT, 3, 1234, timestamp, key, value, HEADERS);
  }
}
