package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.TopicTail.Range;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;

class TopicTailTest {

  private static final Cluster EAST = new Cluster("east", "e:9092", Map.of());

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final Consumer<byte[], byte[]> consumer = clusters.consumer(EAST);
  private final TopicTail tail = new TopicTail(EAST, "orders", consumer);

  @Test
  void shouldFindTheLastRecordThatCounts() {
    append(0, 30);
    unseen(0, 500);

    assertThat(lastOffset(0, 0, 530)).isEqualTo(29);
    assertThat(lastOffset(0, 0, 10)).isEqualTo(9);
    assertThat(lastOffset(0, 29, 530)).isEqualTo(29);
    assertThat(tail.last(0, 30, 530)).isNull();
    assertThat(tail.last(0, 7, 7)).isNull();
  }

  @Test
  void shouldFindThoseOfAllPartitionsAtOnce() {
    Map<Integer, Range> ranges = new HashMap<>();
    for (int p = 0; p < 300; p++) {
      append(p, p % 3);
      unseen(p, p % 50);
      ranges.put(p, new Range(0, p % 3 + p % 50));
    }

    Map<Integer, Long> found = new HashMap<>();
    tail.last(ranges).forEach((partition, record) -> found.put(partition, record.offset()));

    assertThat(found).hasSize(200);
    found.forEach((partition, offset) -> assertThat(offset).isEqualTo(partition % 3 - 1));
    assertThat(east.polls()).isLessThan(10);
  }

  @Test
  void shouldNotAskForWhatTheTopicHoldsNoMore() {
    append(0, 10);
    east.removeBefore("orders", 0, 8);

    assertThat(lastOffset(0, 0, 10)).isEqualTo(9);
    assertThat(tail.last(0, 0, 8)).isNull();
  }

  private long lastOffset(int partition, long from, long to) {
    return Objects.requireNonNull(tail.last(partition, from, to)).offset();
  }

  private void append(int partition, int records) {
    IntStream.range(0, records).forEach(i -> east.append("orders", partition, "k", "{}"));
  }

  private void unseen(int partition, int offsets) {
    IntStream.range(0, offsets).forEach(i -> east.appendUnseen("orders", partition));
  }
}
