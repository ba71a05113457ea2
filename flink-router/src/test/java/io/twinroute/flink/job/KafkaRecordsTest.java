package io.twinroute.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.Headers;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {

  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final byte[] VALUE = "{}".getBytes(UTF_8);
  private static final Headers HEADERS =
      Headers.of(
          List.of(
              new Headers.Header("a", null),
              new Headers.Header("b", new byte[0]),
              new Headers.Header("a", new byte[] {1})));

  @Test
  void shouldPutARecordIntoItsEnvelope() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("a", null).add("b", new byte[0]).add("a", new byte[] {1});

    assertThat(read(consumed(5, KEY, VALUE, headers)))
        .usingRecursiveComparison()
        .isEqualTo(new SourceRecord(Side.RIGHT, 3, 42, 5, KEY, VALUE, HEADERS));
  }

  @Test
  void shouldKeepWhatIsAbsentAbsent() {
    assertThat(read(consumed(-1, null, null, new RecordHeaders())))
        .usingRecursiveComparison()
        .isEqualTo(new SourceRecord(Side.RIGHT, 3, 42, -1, null, null, Headers.EMPTY));
  }

  @Test
  void shouldLeaveAResultsPartitionToTheProducer() {
    ProducerRecord<byte[], byte[]> record =
        new ResultSerializer("paid").serialize(new JoinResult(KEY, VALUE, 7, HEADERS), null, 99L);

    assertThat(record.topic()).isEqualTo("paid");
    assertThat(record.partition()).isNull();
    assertThat(record.timestamp()).isEqualTo(7);
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(record.value()).isEqualTo(VALUE);
    assertThat(record.headers())
        .containsExactly(
            new RecordHeader("a", (byte[]) null),
            new RecordHeader("b", new byte[0]),
            new RecordHeader("a", new byte[] {1}));
  }

  private static SourceRecord read(ConsumerRecord<byte[], byte[]> record) {
    List<SourceRecord> out = new ArrayList<>();
    new SourceRecordDeserializer(Side.RIGHT).deserialize(record, new ListCollector<>(out));
    assertThat(out).hasSize(1);
    return out.get(0);
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      long timestamp, byte[] key, byte[] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        "payments",
        3,
        42,
        timestamp,
        timestamp < 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }
}
