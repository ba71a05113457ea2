package io.twinroute.flink.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.Headers;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
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
        new SourceRecord(Side.LEFT, 0, 0, 0, KEY, VALUE, HEADERS),
        new SourceRecord(Side.RIGHT, Integer.MAX_VALUE, Long.MAX_VALUE, -1, null, null, HEADERS),
        new SourceRecord(Side.RIGHT, 3, 4, Long.MAX_VALUE, null, VALUE, Headers.EMPTY),
        new SourceRecord(Side.LEFT, 3, 4, 5, KEY, null, Headers.EMPTY),
        new SourceRecord(Side.LEFT, 3, 4, 5, EMPTY, EMPTY, Headers.EMPTY));
  }

  @ParameterizedTest
  @MethodSource("sourceRecords")
  void shouldKeepSourceRecords(SourceRecord record) throws IOException {
    assertThat(roundTrip(RouteTypes.SOURCE_RECORD, record))
        .usingRecursiveComparison()
        .isEqualTo(record);
  }

  @Test
  void shouldKeepJoinableRecords() throws IOException {
    for (Side side : Side.values()) {
      JoinableRecord full =
          new JoinableRecord(side, 7, Long.MAX_VALUE, Long.MAX_VALUE, KEY, VALUE, HEADERS);
      JoinableRecord empty = new JoinableRecord(side, 0, 0, 0, EMPTY, EMPTY, Headers.EMPTY);

      assertThat(roundTrip(RouteTypes.BUCKET, List.of(full, empty)))
          .usingRecursiveComparison()
          .isEqualTo(new ArrayList<>(List.of(full, empty)));
    }
  }

  @Test
  void shouldKeepResultsAndKeys() throws IOException {
    JoinResult result = new JoinResult(EMPTY, VALUE, 5, HEADERS);
    RecordKey key = new RecordKey(KEY);

    assertThat(roundTrip(RouteTypes.JOIN_RESULT, result))
        .usingRecursiveComparison()
        .isEqualTo(result);
    assertThat(roundTrip(RouteTypes.RECORD_KEY, key)).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(roundTrip(RouteTypes.RECORD_KEY, new RecordKey(EMPTY)))
        .isEqualTo(new RecordKey(EMPTY));
  }

  @Test
  void shouldKeepTheLayoutOfEveryType() throws IOException {
    assertThat(
            hex(
                RouteTypes.SOURCE_RECORD,
                new SourceRecord(Side.RIGHT, 2, 3, -1, null, VALUE, HEADERS)))
        .isEqualTo(
            "01"
                + "00000002"
                + "0000000000000003"
                + "ffffffffffffffff"
                + "ffffffff"
                + "000000027b7d"
                + HEADERS_HEX);
    assertThat(
            hex(
                RouteTypes.JOINABLE_RECORD,
                new JoinableRecord(Side.LEFT, 2, 3, 4, KEY, VALUE, HEADERS)))
        .isEqualTo(
            "00"
                + "00000002"
                + "0000000000000003"
                + "0000000000000004"
                + "000000016b"
                + "000000027b7d"
                + HEADERS_HEX);
    assertThat(hex(RouteTypes.JOIN_RESULT, new JoinResult(KEY, VALUE, 4, Headers.EMPTY)))
        .isEqualTo("0000000000000004" + "000000016b" + "000000027b7d" + "00000000");
    assertThat(hex(RouteTypes.RECORD_KEY, new RecordKey(KEY))).isEqualTo("000000016b");
  }

  /** The hash decides in which key group a key's state lies. */
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

  @Test
  void shouldCopyFromStreamToStream() throws IOException {
    TypeSerializer<SourceRecord> serializer = serializer(RouteTypes.SOURCE_RECORD);
    for (SourceRecord record : sourceRecords().toList()) {
      byte[] bytes = bytes(serializer, record);
      DataOutputSerializer copy = new DataOutputSerializer(16);

      serializer.copy(new DataInputDeserializer(bytes), copy);

      assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
    }
  }

  static Stream<TypeInformation<?>> types() {
    return Stream.of(
        RouteTypes.SOURCE_RECORD,
        RouteTypes.JOINABLE_RECORD,
        RouteTypes.JOIN_RESULT,
        RouteTypes.RECORD_KEY,
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
            Stream.of(RouteTypes.JOINABLE_RECORD, RouteTypes.RECORD_KEY, RouteTypes.JOIN_RESULT)
                .map(type -> serializer(type).snapshotConfiguration().getClass().getName()))
        .containsExactly(
            "io.twinroute.flink.types.JoinableRecordSerializer$Snapshot",
            "io.twinroute.flink.types.RecordKeySerializer$Snapshot",
            "io.twinroute.flink.types.JoinResultSerializer$Snapshot");
  }

  @Test
  void shouldKeyByRecordKeysOnly() {
    assertThat(RouteTypes.RECORD_KEY.isKeyType()).isTrue();
    assertThat(RouteTypes.JOINABLE_RECORD.isKeyType()).isFalse();
  }

  private static <T> T roundTrip(TypeInformation<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = serializer(type);
    DataInputDeserializer in = new DataInputDeserializer(bytes(serializer, value));
    T copy = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return copy;
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
