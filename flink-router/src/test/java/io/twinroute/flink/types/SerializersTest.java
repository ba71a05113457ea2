package io.twinroute.flink.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.record.UnwrittenResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changing the bytes or the class names that this test pins breaks savepoints. */
class SerializersTest {

  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final byte[] VALUE = "{}".getBytes(UTF_8);
  private static final byte[] EMPTY = new byte[0];
  private static final Headers HEADERS =
      Headers.of(List.of(new Headers.Header("h", null), new Headers.Header("h", new byte[] {1})));
  private static final String HEADERS_HEX =
      "00000013" + "0000000168ffffffff" + "00000001680000000101";

  static Stream<SourceRecord> sourceRecords() {
    return Stream.of(
        new SourceRecord(Sides.LEFT, 0, 0, 0, KEY, VALUE, HEADERS),
        new SourceRecord(Sides.RIGHT, Integer.MAX_VALUE, Long.MAX_VALUE, -1, null, null, HEADERS),
        new SourceRecord(Sides.RIGHT, 3, 4, Long.MAX_VALUE, null, VALUE, Headers.EMPTY),
        new SourceRecord(Sides.LEFT, 3, 4, 5, KEY, null, Headers.EMPTY),
        new SourceRecord(Sides.LEFT, 3, 4, 5, EMPTY, EMPTY, Headers.EMPTY),
        new SourceRecord(Sides.LEFT, 3, 4, 5, EMPTY, null, Headers.EMPTY, 1L << 40));
  }

  @ParameterizedTest
  @MethodSource("sourceRecords")
  void shouldKeepSourceRecords(SourceRecord record) throws IOException {
    assertKept(RouteTypes.SOURCE_EVENT, new SourceEvent.Read(record));
  }

  @Test
  void shouldKeepAssignments() throws IOException {
    assertKept(RouteTypes.SOURCE_EVENT, new SourceEvent.Assigned(Sides.RIGHT, 7));
  }

  @Test
  void shouldKeepEndsThatWerePassed() throws IOException {
    assertKept(RouteTypes.SOURCE_EVENT, new SourceEvent.Passed(Sides.RIGHT, 7, Long.MAX_VALUE));
  }

  static Stream<AcceptedRecord> joinableRecords() {
    return Stream.of(Sides.LEFT, Sides.RIGHT)
        .flatMap(
            input ->
                Stream.of(
                    new AcceptedRecord(
                        input, 7, Long.MAX_VALUE, Long.MAX_VALUE, KEY, VALUE, HEADERS),
                    new AcceptedRecord(input, 0, 0, 0, EMPTY, EMPTY, Headers.EMPTY),
                    new AcceptedRecord(input, 1, 2, 3, KEY, null, HEADERS)));
  }

  @ParameterizedTest
  @MethodSource("joinableRecords")
  void shouldKeepJoinableRecords(AcceptedRecord record) throws IOException {
    assertKept(RouteTypes.ROUTED, Routed.record(record));
    assertKept(
        RouteTypes.BUCKET,
        new ArrayList<>(List.of(new Kept(record, true), new Kept(record, false))));
  }

  @Test
  void shouldKeepFrontiersWithTheirKeys() throws IOException {
    for (int input = 0; input < 2; input++) {
      PartitionFrontier frontier = new PartitionFrontier(input, 3, -1, Long.MIN_VALUE);
      for (int group = 0; group < RoutingKeys.KEY_GROUPS; group++) {
        assertKept(RouteTypes.ROUTED, Routed.frontier(frontier, RoutingKeys.of(group)));
      }
    }
  }

  static Stream<RejectedRecord> rejectedRecords() {
    return Stream.of(Rejection.values())
        .flatMap(
            rejection ->
                Stream.of(
                    new RejectedRecord(rejection, 300, KEY, VALUE, 5, HEADERS),
                    new RejectedRecord(rejection, 0, null, null, 0, Headers.EMPTY)));
  }

  @ParameterizedTest
  @MethodSource("rejectedRecords")
  void shouldKeepRejectedRecords(RejectedRecord record) throws IOException {
    assertKept(RouteTypes.ROUTED, Routed.rejected(record));
    assertKept(RouteTypes.ROUTE_OUTPUT, record);
  }

  @Test
  void shouldKeepResultsAndKeys() throws IOException {
    assertKept(RouteTypes.ROUTE_OUTPUT, new RouteResult(EMPTY, VALUE, 5, HEADERS));
    assertKept(RouteTypes.ROUTE_OUTPUT, new RouteResult(EMPTY, null, 5, HEADERS));
    assertKept(RouteTypes.ROUTE_OUTPUT, new UnwrittenResult(KEY, 5, HEADERS));
    assertKept(RouteTypes.ROUTE_OUTPUT, new RouteResult(null, null, 5, HEADERS, 3));
    assertKept(RouteTypes.ROUTE_OUTPUT, new RouteResult(EMPTY, VALUE, 5, HEADERS, 3));
    assertKept(RouteTypes.ROUTE_OUTPUT, new UnwrittenResult(null, 5, HEADERS, 3));
    assertKept(RouteTypes.RECORD_KEY, new RecordKey(KEY));
    assertKept(RouteTypes.RECORD_KEY, new RecordKey(EMPTY));
  }

  @Test
  void shouldRefuseWhatItNeverWrote() {
    for (TypeInformation<?> type :
        List.of(RouteTypes.SOURCE_EVENT, RouteTypes.ROUTED, RouteTypes.ROUTE_OUTPUT)) {
      assertThatThrownBy(
              () -> serializer(type).deserialize(new DataInputDeserializer(new byte[] {9})))
          .isInstanceOf(IOException.class)
          .hasMessage("unknown tag 9");
    }
  }

  @Test
  void shouldKeepTheLayoutOfTheState() throws IOException {
    String record =
        "00"
            + "00000002"
            + "0000000000000003"
            + "0000000000000004"
            + "000000016b"
            + "000000027b7d"
            + HEADERS_HEX;
    AcceptedRecord kept = new AcceptedRecord(Sides.LEFT, 2, 3, 4, KEY, VALUE, HEADERS);

    assertThat(hex(RouteTypes.KEPT, new Kept(kept, false))).isEqualTo("00" + record);
    assertThat(hex(RouteTypes.KEPT, new Kept(kept, true))).isEqualTo("01" + record);
    assertThat(hex(RouteTypes.RECORD_KEY, new RecordKey(KEY))).isEqualTo("000000016b");
  }

  /** The hash decides the key group of a key's state. */
  @Test
  void shouldKeepTheHashOfKeys() {
    assertThat(new RecordKey(EMPTY).hashCode()).isEqualTo(1);
    assertThat(new RecordKey(KEY).hashCode()).isEqualTo(31 + 'k');
    assertThat(new RecordKey(new byte[] {-1, 1}).hashCode()).isEqualTo(31 * (31 - 1) + 1);
  }

  @Test
  void shouldCompareKeysByTheirBytesAndHideThem() {
    assertThat(new RecordKey("a".getBytes(UTF_8)))
        .isEqualTo(new RecordKey("a".getBytes(UTF_8)))
        .isNotEqualTo(new RecordKey("b".getBytes(UTF_8)))
        .hasToString("RecordKey[1 bytes]");
  }

  @ParameterizedTest
  @MethodSource("sourceRecords")
  void shouldCopyFromStreamToStream(SourceRecord record) throws IOException {
    TypeSerializer<SourceEvent> serializer = serializer(RouteTypes.SOURCE_EVENT);
    byte[] bytes = bytes(serializer, new SourceEvent.Read(record));
    DataOutputSerializer copy = new DataOutputSerializer(16);

    serializer.copy(new DataInputDeserializer(bytes), copy);

    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
  }

  static Stream<TypeInformation<?>> types() {
    return Stream.of(
        RouteTypes.SOURCE_EVENT,
        RouteTypes.ROUTED,
        RouteTypes.ROUTE_OUTPUT,
        RouteTypes.RECORD_KEY,
        RouteTypes.KEPT,
        RouteTypes.BUCKET);
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void shouldBeReadableUnderItsOwnSnapshot(TypeInformation<T> type) throws IOException {
    TypeSerializer<T> serializer = serializer(type);
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

    TypeSerializerSnapshot<T> written =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(written)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(written.restoreSerializer()).isEqualTo(serializer);
  }

  @Test
  void shouldKeepTheNamesThatSavepointsHold() {
    assertThat(
            Stream.of(RouteTypes.KEPT, RouteTypes.RECORD_KEY)
                .map(type -> serializer(type).snapshotConfiguration().getClass().getName()))
        .containsExactly(
            "io.twinroute.flink.types.KeptSerializer$Snapshot",
            "io.twinroute.flink.types.RecordKeySerializer$Snapshot");
  }

  @Test
  void shouldKeyByRecordKeysOnly() {
    assertThat(RouteTypes.RECORD_KEY.isKeyType()).isTrue();
    assertThat(RouteTypes.ROUTED.isKeyType()).isFalse();
  }

  private static <T> void assertKept(TypeInformation<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = serializer(type);
    DataInputDeserializer in = new DataInputDeserializer(bytes(serializer, value));

    assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
    assertThat(in.available()).isZero();
  }

  private static <T> String hex(TypeInformation<T> type, T value) throws IOException {
    return HexFormat.of().formatHex(bytes(serializer(type), value));
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }
}
