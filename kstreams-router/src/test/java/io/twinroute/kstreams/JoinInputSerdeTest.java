package io.twinroute.kstreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.Headers;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinInputSerdeTest {

  @Test
  void shouldReadRecordsAsWritten() {
    SourceRecord record =
        new SourceRecord(
            Side.RIGHT,
            3,
            77,
            1_700_000_000_000L,
            new byte[] {1, 2},
            new byte[0],
            Headers.of(List.of(new Headers.Header("h", null))));

    SourceRecord read = ((JoinInput.Accepted) roundTrip(new JoinInput.Accepted(record))).record();

    assertThat(read).usingRecursiveComparison().isEqualTo(record);
  }

  @Test
  void shouldKeepNullsApartFromEmptyBytes() {
    SourceRecord record = new SourceRecord(Side.LEFT, 0, 0, -1, null, null, Headers.EMPTY);

    SourceRecord read = ((JoinInput.Accepted) roundTrip(new JoinInput.Accepted(record))).record();

    assertThat(read.key()).isNull();
    assertThat(read.value()).isNull();
    assertThat(read.timestamp()).isEqualTo(-1);
  }

  @Test
  void shouldReadProgressAsWritten() {
    JoinInput progress = new JoinInput.Progress(Side.RIGHT, 4, 123, Long.MIN_VALUE);

    assertThat(roundTrip(progress)).isEqualTo(progress);
  }

  private static JoinInput roundTrip(JoinInput input) {
    JoinInputSerde serde = new JoinInputSerde();
    return serde.deserializer().deserialize("t", serde.serializer().serialize("t", input));
  }
}
