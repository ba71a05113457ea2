package io.twinroute.cli.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.semantics.logic.Sides;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestRecordsTest {

  private static final String TOPIC = "orders";
  private static final Cluster EAST = new Cluster("east", "localhost:1", Map.of("a", "b"));

  @TempDir private Path folder;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private InputSample sample;

  @BeforeEach
  void begin() {
    RoutePlan route = Samples.route(folder, "", "", "type: inner, before: 1m, after: 1m");
    sample =
        new InputSample(route, route.input(Sides.LEFT), route.input(Sides.LEFT).topics().get(0));
  }

  @Test
  void shouldReadTheNewestOfAllPartitions() {
    hold(0, 1_000, 900); // what is older than 100 is no JSON
    hold(1, 3, 0);
    hold(2, 0, 0);

    read(3);

    assertThat(sample.size()).isEqualTo(103);
    assertThat(sample.invalid().total()).isZero();
  }

  @Test
  void shouldReadAFewOfManyPartitions() {
    IntStream.range(0, 360).forEach(partition -> hold(partition, 10, 0));

    read(360);

    assertThat(sample.size()).isEqualTo(NewestRecords.MOST);
  }

  @Test
  void shouldReadNothingOfAnEmptyTopic() {
    hold(0, 0, 0);

    read(1);

    assertThat(sample.size()).isZero();
    assertThat(consumer.assignment()).isEmpty();
  }

  /** Retention and compaction leave records of which none is near the end. */
  @Test
  void shouldLookFurtherBackWhereTheEndHoldsNone() {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    ends.put(partition, 100_000L);
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    whenPolled(partition, 95_000);

    read(1);

    assertThat(sample.size()).isEqualTo(1);
  }

  @Test
  void shouldNameTheClusterThatRefuses() {
    hold(0, 1, 0);
    consumer.setPollException(new TopicAuthorizationException("not you"));

    assertThatThrownBy(() -> read(1))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("read topic 'orders'")
        .hasMessageContaining("east");
  }

  @Test
  void shouldFetchLittleAtATime() {
    assertThat(NewestRecords.inSmallFetches(EAST).properties())
        .containsEntry("a", "b")
        .containsEntry("max.partition.fetch.bytes", "65536")
        .containsEntry("fetch.max.bytes", "1048576");
  }

  private void read(int partitions) {
    consumer.updateEndOffsets(ends);
    new NewestRecords(EAST, TOPIC, consumer).addTo(sample, partitions);
  }

  /** The consumer takes records only once it is assigned their partition. */
  private void hold(int partition, int records, int broken) {
    TopicPartition held = new TopicPartition(TOPIC, partition);
    consumer.updateBeginningOffsets(Map.of(held, 0L));
    ends.put(held, (long) records);
    consumer.schedulePollTask(
        () -> {
          if (consumer.assignment().contains(held)) {
            IntStream.range(0, records)
                .forEach(
                    offset ->
                        consumer.addRecord(record(held, offset, offset < broken ? "no" : "{}")));
          }
        });
  }

  /** Gives this one record, and nothing behind it up to the end. */
  private void whenPolled(TopicPartition partition, long offset) {
    Runnable poll =
        new Runnable() {
          @Override
          public void run() {
            if (consumer.position(partition) <= offset) {
              consumer.addRecord(record(partition, offset, "{}"));
            } else {
              consumer.seek(partition, 100_000);
            }
            consumer.schedulePollTask(this);
          }
        };
    consumer.schedulePollTask(poll);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, String value) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        "k".getBytes(UTF_8),
        value.getBytes(UTF_8));
  }
}
