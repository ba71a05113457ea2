package io.twinroute.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Output;
import io.twinroute.flink.sink.OutputRecords;
import io.twinroute.flink.source.SourceEvents;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.record.UnwrittenResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaRecordsTest {

  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final byte[] VALUE = "{}".getBytes(UTF_8);
  private static final Headers HEADERS =
      Headers.of(
          List.of(
              new Headers.Header("a", null),
              new Headers.Header("b", new byte[0]),
              new Headers.Header("a", new byte[] {1})));
  private static final RecordHeader[] WRITTEN_HEADERS = {
    new RecordHeader("a", (byte[]) null),
    new RecordHeader("b", new byte[0]),
    new RecordHeader("a", new byte[] {1})
  };

  @Test
  void shouldPutARecordIntoItsEnvelope() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("a", null).add("b", new byte[0]).add("a", new byte[] {1});

    assertThat(read(consumed(5, KEY, VALUE, headers)))
        .usingRecursiveComparison()
        .isEqualTo(new SourceRecord(Sides.RIGHT, 3, 42, 5, KEY, VALUE, HEADERS));
  }

  @Test
  void shouldKeepWhatIsAbsentAbsent() {
    assertThat(read(consumed(-1, null, null, new RecordHeaders())))
        .usingRecursiveComparison()
        .isEqualTo(new SourceRecord(Sides.RIGHT, 3, 42, -1, null, null, Headers.EMPTY));
  }

  @Test
  void shouldLeaveAResultsPartitionToTheProducer() {
    ProducerRecord<byte[], byte[]> record =
        written(output("late", "dead"), new RouteResult(KEY, VALUE, 7, HEADERS));

    assertThat(record.topic()).isEqualTo("paid-flink");
    assertThat(record.partition()).isNull();
    assertThat(record.timestamp()).isEqualTo(7);
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(record.value()).isEqualTo(VALUE);
    assertThat(record.headers()).containsExactly(WRITTEN_HEADERS);
  }

  @Test
  void shouldPlaceAResultWithoutAKeyByItsSourcePartition() {
    ProducerRecord<byte[], byte[]> record =
        written(output("late", "dead"), new RouteResult(null, null, 7, HEADERS, 8));

    assertThat(record.topic()).isEqualTo("paid-flink");
    assertThat(record.partition()).isEqualTo(2);
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(record.headers()).containsExactly(WRITTEN_HEADERS);
    assertThat(written(output("late", "dead"), new UnwrittenResult(null, 7, HEADERS, 8)))
        .satisfies(
            unwritten -> {
              assertThat(unwritten.topic()).isEqualTo("dead");
              assertThat(unwritten.partition()).isEqualTo(2);
            });
  }

  /** Where the result would be, if both topics have as many partitions. */
  @Test
  void shouldLeaveThePartitionOfWhatStandsForAResultToTheProducer() {
    ProducerRecord<byte[], byte[]> record =
        written(output("late", "dead-{engine}"), new UnwrittenResult(KEY, 7, HEADERS));

    assertThat(record.topic()).isEqualTo("dead-flink");
    assertThat(record.partition()).isNull();
    assertThat(record.timestamp()).isEqualTo(7);
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(record.value()).isNull();
    assertThat(record.headers()).containsExactly(WRITTEN_HEADERS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Rejection.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REPLAYED", "FILTERED"})
  void shouldPlaceARejectedRecordByItsSourcePartition(Rejection rejection) {
    ProducerRecord<byte[], byte[]> record =
        written(output("late-{engine}", "dead-{engine}"), rejected(rejection, 8, KEY, VALUE));

    assertThat(record.topic())
        .isEqualTo(rejection.destination() == Destination.LATE ? "late-flink" : "dead-flink");
    assertThat(record.partition()).isEqualTo(2);
    assertThat(record.timestamp()).isEqualTo(7);
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(record.value()).isEqualTo(VALUE);
    assertThat(record.headers()).containsExactly(WRITTEN_HEADERS);
  }

  @Test
  void shouldKeepWhatARejectedRecordDoesNotHave() {
    ProducerRecord<byte[], byte[]> record =
        written(output("late", "dead"), rejected(Rejection.NO_TIMESTAMP, 0, null, null));

    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
  }

  @Test
  void shouldLeaveOutWhatTheRouteHasNoTopicFor() {
    assertThat(written(output(null, "dead"), rejected(Rejection.LATE, 0, KEY, VALUE))).isNull();
    assertThat(written(output("late", null), rejected(Rejection.NO_KEY, 0, null, VALUE))).isNull();
    assertThat(written(output("late", null), new UnwrittenResult(KEY, 7, HEADERS))).isNull();
  }

  private static Output output(String late, String deadLetters) {
    return new Output(
        new Cluster("central", "central:9092", Map.of()),
        "paid-{engine}",
        late,
        deadLetters,
        null,
        null,
        Cleanup.DELETE);
  }

  private static RejectedRecord rejected(
      Rejection rejection, int partition, byte[] key, byte[] value) {
    return new RejectedRecord(rejection, partition, key, value, 7, HEADERS);
  }

  /** On topics of three partitions. */
  private static ProducerRecord<byte[], byte[]> written(Output output, RouteOutput record) {
    KafkaSinkContext context =
        new KafkaSinkContext() {
          @Override
          public int getParallelInstanceId() {
            return 0;
          }

          @Override
          public int getNumberOfParallelInstances() {
            return 1;
          }

          @Override
          public int[] getPartitionsForTopic(String topic) {
            return new int[] {0, 1, 2};
          }
        };
    return new OutputRecords(output).serialize(record, context, 99L);
  }

  private static SourceRecord read(ConsumerRecord<byte[], byte[]> record) {
    return ((SourceEvent.Read) SourceEvents.of(Sides.RIGHT, 0, record)).record();
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
