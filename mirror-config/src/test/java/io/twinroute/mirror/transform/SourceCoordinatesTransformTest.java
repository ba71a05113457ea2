package io.twinroute.mirror.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.util.ConnectUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceCoordinatesTransformTest {

  private static final long NOW = 1_764_300_000_000L;

  private final SourceCoordinatesTransform<SourceRecord> transform =
      new SourceCoordinatesTransform<>(() -> NOW);

  @Test
  void shouldAppendCoordinatesAsLastHeader() {
    SourceRecord record = mirrored(1_700_000_000_000L, headers("trace"));

    SourceRecord result = transform.apply(record);

    assertThat(result.headers())
        .extracting(Header::key)
        .containsExactly("trace", "twinroute-source");
    assertThat(lastCoordinates(result))
        .isEqualTo(SourceCoordinates.encode(7, 1234L, 1_700_000_000_000L));
    assertThat(result.sourcePartition()).isEqualTo(record.sourcePartition());
    assertThat(result.sourceOffset()).isEqualTo(record.sourceOffset());
    assertThat(result.value()).isSameAs(record.value());
    assertThat(result.kafkaPartition()).isEqualTo(7);
  }

  @Test
  void shouldAppendAfterCoordinatesOfAnEarlierMirror() {
    SourceRecord result = transform.apply(mirrored(5L, headers("twinroute-source")));

    assertThat(result.headers())
        .extracting(Header::key)
        .containsExactly("twinroute-source", "twinroute-source");
    assertThat(lastCoordinates(result)).isEqualTo(SourceCoordinates.encode(7, 1234L, 5L));
  }

  @Test
  void shouldLeaveTheGivenRecordAloneForRetries() {
    SourceRecord record = mirrored(5L, headers("trace"));

    transform.apply(record);

    assertThat(record.headers()).extracting(Header::key).containsExactly("trace");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -86_400_000, -1, 0, NOW, Long.MAX_VALUE})
  void shouldWriteTheTimestampAsTheSourceHoldsIt(long timestamp) {
    SourceRecord result = transform.apply(mirrored(timestamp, headers()));

    assertThat(SourceCoordinates.timestamp(lastCoordinates(result))).isEqualTo(timestamp);
  }

  @Test
  void shouldWriteMinusOneForAnAbsentTimestamp() {
    SourceRecord result = transform.apply(mirrored(null, headers()));

    assertThat(SourceCoordinates.timestamp(lastCoordinates(result))).isEqualTo(-1);
  }

  /** Connect would fail at a negative one, and a topic with default settings at one of tomorrow. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -86_400_000, -2, -1, NOW + 1_800_001, Long.MAX_VALUE})
  void shouldLetACopyHaveTheTimeOfItsCopyingWhereItsOwnWouldBeRefused(long timestamp) {
    SourceRecord result = transform.apply(mirrored(timestamp, headers()));

    assertThat(result.timestamp()).isNull();
    assertThat(ConnectUtils.checkAndConvertTimestamp(result.timestamp())).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, NOW - 1, NOW, NOW + 1_800_000})
  void shouldKeepATimestampThatIsTaken(long timestamp) {
    assertThat(transform.apply(mirrored(timestamp, headers())).timestamp()).isEqualTo(timestamp);
  }

  @Test
  void shouldPassThroughByteArrayConverter() {
    Header header =
        transform.apply(mirrored(5L, headers())).headers().lastWithName("twinroute-source");

    byte[] bytes =
        new ByteArrayConverter()
            .fromConnectHeader("topic", header.key(), header.schema(), header.value());

    assertThat(bytes).isEqualTo(SourceCoordinates.encode(7, 1234L, 5L));
  }

  @Test
  void shouldRejectRecordsOfOtherConnectors() {
    SourceRecord foreign =
        new SourceRecord(
            Map.of("filename", "a.txt"),
            Map.of("position", 3L),
            "t",
            Schema.BYTES_SCHEMA,
            new byte[0]);
    SinkRecord sink = new SinkRecord("t", 0, null, null, null, new byte[0], 3);

    assertThatThrownBy(() -> transform.apply(foreign))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("MirrorSourceConnector")
        .hasMessageContaining("'t'");
    assertThatThrownBy(() -> new SourceCoordinatesTransform<SinkRecord>().apply(sink))
        .isInstanceOf(DataException.class);
  }

  @Test
  void shouldBeFoundByServiceLoader() {
    assertThat(ServiceLoader.load(Transformation.class).stream().map(ServiceLoader.Provider::type))
        .anyMatch(SourceCoordinatesTransform.class::equals);
  }

  private static byte[] lastCoordinates(SourceRecord record) {
    return (byte[]) record.headers().lastWithName(SourceCoordinates.HEADER).value();
  }

  private static ConnectHeaders headers(String... names) {
    ConnectHeaders headers = new ConnectHeaders();
    for (String name : names) {
      headers.addBytes(name, new byte[] {1});
    }
    return headers;
  }

  private static SourceRecord mirrored(Long timestamp, ConnectHeaders headers) {
    return new SourceRecord(
        Map.of("cluster", "east", "topic", "orders", "partition", 7),
        Map.of("offset", 1234L),
        "east.orders",
        7,
        Schema.OPTIONAL_BYTES_SCHEMA,
        new byte[] {1},
        Schema.BYTES_SCHEMA,
        new byte[] {2},
        timestamp,
        headers);
  }
}
