package io.twinroute.kstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.PartitionFrontier;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogicInputSerdeTest {

  @Test
  void shouldReadRecordsAsWritten() {
    AcceptedRecord record =
        new AcceptedRecord(
            Sides.RIGHT,
            3,
            77,
            1_700_000_000_000L,
            new byte[] {1, 2},
            new byte[0],
            Headers.of(List.of(new Headers.Header("h", null))));

    assertThat(roundTrip(record)).usingRecursiveComparison().isEqualTo(record);
  }

  @Test
  void shouldKeepATombstoneApartFromAnEmptyValue() {
    AcceptedRecord tombstone =
        new AcceptedRecord(Sides.RIGHT, 0, 0, 0, new byte[0], null, Headers.EMPTY);

    assertThat(((AcceptedRecord) roundTrip(tombstone)).value()).isNull();
    assertThat(((AcceptedRecord) roundTrip(tombstone)).key()).isEmpty();
  }

  @Test
  void shouldReadFrontiersAsWritten() {
    PartitionFrontier frontier = new PartitionFrontier(Sides.RIGHT, 4, 123, Long.MIN_VALUE);

    assertThat(roundTrip(frontier)).isEqualTo(frontier);
  }

  private static AcceptOutput roundTrip(AcceptOutput input) {
    LogicInputSerde serde = new LogicInputSerde();
    return serde.deserializer().deserialize("t", serde.serializer().serialize("t", input));
  }
}
