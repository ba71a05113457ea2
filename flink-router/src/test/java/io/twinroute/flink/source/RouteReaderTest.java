package io.twinroute.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinroute.flink.job.CollectedEvents;
import io.twinroute.flink.job.Routes;
import io.twinroute.flink.types.SourceEvent.Assigned;
import io.twinroute.flink.types.SourceEvent.Passed;
import io.twinroute.flink.types.SourceEvent.Read;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.Sides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Four partitions on either side, and fewer threads than consumers. */
class RouteReaderTest {

  private static final PinnedRoute ROUTE = Routes.pinned(4, 4, 1);

  private final Map<Integer, Log> logs =
      Map.of(Sides.LEFT, new Log("orders"), Sides.RIGHT, new Log("payments"));

  private final List<Activity> reports = new ArrayList<>();
  private final RouteReader reader = reader(new FetcherThreads(1));
  private final CollectedEvents out = new CollectedEvents();

  private RouteReader reader(FetcherThreads threads) {
    return new RouteReader(
        ROUTE.inputs(), (input, topic) -> logs.get(input), threads, reports::add);
  }

  @AfterEach
  void close() throws Exception {
    reader.close();
  }

  @Test
  void shouldReportEveryPartitionBeforeItsFirstRecord() throws Exception {
    logs.get(Sides.LEFT).hold(3, 7);
    logs.get(Sides.RIGHT).hold(1, 9);

    reader.addSplits(
        List.of(
            new PartitionSplit(Sides.LEFT, 3, 5),
            new PartitionSplit(Sides.LEFT, 0, 0),
            new PartitionSplit(Sides.RIGHT, 1, 0)));

    takeUntil(5);
    assertThat(out.events().subList(0, 3))
        .containsExactly(
            new Assigned(Sides.LEFT, 3), new Assigned(Sides.LEFT, 0), new Assigned(Sides.RIGHT, 1));
    assertThat(out.events().subList(3, 5))
        .extracting(event -> ((Read) event).record().toString())
        .containsExactlyInAnyOrder("0/3@7", "1/1@9");
    assertThat(reader.pollNext(out)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
  }

  @Test
  void shouldReadFromWhereAPartitionWasLeft() throws Exception {
    logs.get(Sides.LEFT).hold(3, 4, 5, 6);

    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 3, 5)));

    takeUntil(3);
    assertThat(out.events().get(1)).hasToString("Read[record=0/3@5]");
  }

  @Test
  void shouldKeepHowFarItHasPutOutWhatItRead() throws Exception {
    logs.get(Sides.LEFT).hold(3, 5, 9);
    reader.addSplits(
        List.of(new PartitionSplit(Sides.LEFT, 3, 5), new PartitionSplit(Sides.RIGHT, 1, 2)));
    assertThat(reader.snapshotState(1))
        .containsExactly(
            new PartitionSplit(Sides.LEFT, 3, 5), new PartitionSplit(Sides.RIGHT, 1, 2));

    takeUntil(3);
    assertThat(reader.snapshotState(2)).contains(new PartitionSplit(Sides.LEFT, 3, 6));
    takeUntil(4);
    assertThat(reader.snapshotState(3))
        .containsExactly(
            new PartitionSplit(Sides.LEFT, 3, 10), new PartitionSplit(Sides.RIGHT, 1, 2));
  }

  /** The next run then resumes behind the end, wherever it is to find something. */
  @Test
  void shouldPutThePositionBehindAnEndThatWasPassed() throws Exception {
    logs.get(Sides.RIGHT).pass(3, 42);
    reader.addSplits(List.of(new PartitionSplit(Sides.RIGHT, 3, 40)));

    takeUntil(2);

    assertThat(out.events().get(1)).isEqualTo(new Passed(Sides.RIGHT, 3, 42));
    assertThat(reader.snapshotState(1)).containsExactly(new PartitionSplit(Sides.RIGHT, 3, 43));
  }

  @Test
  void shouldWakeUpForAPartitionThatIsEmpty() {
    CompletableFuture<Void> waiting = reader.isAvailable();
    assertThat(waiting).isNotDone();
    assertThat(reader.isAvailable()).isSameAs(waiting); // what a task waits for must not grow

    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 3, 0)));

    assertThat(waiting).isDone();
    assertThat(reader.isAvailable()).isDone();
    assertThat(reader.pollNext(out)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(reader.isAvailable()).isNotDone();
  }

  @Test
  void shouldWakeUpForRecords() {
    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 3, 0)));
    takeUntil(1);
    CompletableFuture<Void> waiting = reader.isAvailable();
    assertThat(waiting).isNotDone();

    logs.get(Sides.LEFT).hold(3, 0, 1);

    await().until(waiting::isDone);
    takeUntil(2);
    assertThat(reader.isAvailable()).isDone(); // one of the two is left
    takeUntil(3);
    assertThat(reader.isAvailable()).isNotDone();
  }

  @Test
  void shouldReadAheadNoFurtherThanTwoBatches() {
    Log orders = logs.get(Sides.LEFT);
    orders.setMaxPollRecords(1);
    orders.hold(3, 0, 1, 2, 3);
    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 3, 0)));
    await().until(() -> orders.given.get() == 2);

    takeUntil(2);

    await().until(() -> orders.given.get() == 3);
    await()
        .during(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(5))
        .until(() -> orders.given.get() == 3);
    takeUntil(5);
    assertThat(out.events().subList(1, 5))
        .extracting(event -> ((Read) event).record().offset())
        .containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void shouldFailWithTheConsumersReason() {
    logs.get(Sides.RIGHT).setPollException(new TopicAuthorizationException("payments"));
    reader.addSplits(List.of(new PartitionSplit(Sides.RIGHT, 0, 0)));

    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> reader.pollNext(out))
                    .hasRootCauseInstanceOf(TopicAuthorizationException.class));
    await().until(logs.get(Sides.RIGHT)::closed);
  }

  @Test
  void shouldCloseTheConsumersOfTheInputsThatItReads() throws Exception {
    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 0, 0)));
    await().until(() -> !logs.get(Sides.LEFT).assignment().isEmpty());

    reader.close();

    assertThat(logs.get(Sides.LEFT).closed()).isTrue();
    assertThat(logs.get(Sides.RIGHT).closed()).isFalse();
  }

  /** A task manager may run other jobs, or none, when this one has ended. */
  @Test
  void shouldLeaveNoThreadBehind() throws Exception {
    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 0, 0)));
    await().until(() -> !logs.get(Sides.LEFT).threads.isEmpty());

    reader.close();

    await().until(() -> logs.get(Sides.LEFT).threads.keySet().stream().noneMatch(Thread::isAlive));
  }

  @Test
  void shouldReadEveryInputWithOneThread() {
    reader.addSplits(
        List.of(new PartitionSplit(Sides.LEFT, 0, 0), new PartitionSplit(Sides.RIGHT, 0, 0)));
    takeUntil(2);

    for (long offset = 0; offset < 20; offset++) {
      logs.get(Sides.LEFT).hold(0, offset);
      logs.get(Sides.RIGHT).hold(0, offset);
      takeUntil(2 + 2 * (int) (offset + 1));
    }

    assertThat(logs.get(Sides.LEFT).threads).isEqualTo(logs.get(Sides.RIGHT).threads).hasSize(1);
  }

  @Test
  void shouldReportThatItRestsOnceWhatItReadIsSafe() {
    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 0, 0)));
    takeUntil(1);
    reader.notifyCheckpointComplete(0);
    reader.snapshotState(1);
    assertThat(reports).isEmpty();

    reader.notifyCheckpointComplete(1);
    assertThat(reports).containsExactly(Activity.RESTS);

    reader.snapshotState(2);
    reader.notifyCheckpointComplete(2);
    assertThat(reports).containsExactly(Activity.RESTS);
  }

  @Test
  void shouldReportThatItReadsBeforeItPutsOutAnything() {
    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 0, 0)));
    takeUntil(1);
    reader.snapshotState(1);
    reader.notifyCheckpointComplete(1);

    logs.get(Sides.LEFT).hold(0, 5, 6);
    takeUntil(2);

    assertThat(reports).containsExactly(Activity.RESTS, Activity.READS);
    takeUntil(3);
    assertThat(reports).containsExactly(Activity.RESTS, Activity.READS);
  }

  @Test
  void shouldNotRestWhileWhatItReadIsInNoCompleteCheckpoint() {
    reader.addSplits(List.of(new PartitionSplit(Sides.LEFT, 0, 0)));
    reader.snapshotState(1);
    takeUntil(1);
    reader.notifyCheckpointComplete(1);
    reader.snapshotState(2); // is never complete
    reader.snapshotState(3);

    assertThat(reports).isEmpty();
    reader.notifyCheckpointComplete(3);
    assertThat(reports).containsExactly(Activity.RESTS);
  }

  /** As the task does, until so many events are out. */
  private void takeUntil(int events) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              while (out.events().size() < events
                  && reader.pollNext(out) == InputStatus.MORE_AVAILABLE) {}
              return out.events().size() == events;
            });
  }

  /** A topic whose records are there when its consumer looks the next time. */
  private static final class Log extends MockConsumer<byte[], byte[]> {
    private final String topic;

    /** The threads that it was polled by. */
    final Map<Thread, Boolean> threads = new ConcurrentHashMap<>();

    final AtomicInteger given = new AtomicInteger();

    Log(String topic) {
      super("none");
      this.topic = topic;
    }

    void hold(int partition, long... offsets) {
      schedulePollTask(
          () -> {
            for (long offset : offsets) {
              addRecord(new ConsumerRecord<>(topic, partition, offset, null, null));
            }
          });
    }

    void pass(int partition, long end) {
      schedulePollTask(() -> addRecord(new PassedEnd(new TopicPartition(topic, partition), end)));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      threads.put(Thread.currentThread(), true);
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      given.addAndGet(records.count());
      Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
      assertThat(next.keySet()).isEqualTo(records.partitions());
      return records;
    }
  }
}
