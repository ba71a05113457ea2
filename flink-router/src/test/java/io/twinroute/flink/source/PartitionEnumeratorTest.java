package io.twinroute.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.flink.job.Routes;
import io.twinroute.semantics.logic.Sides;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.Test;

/** Three partitions on the left, one on the right, two readers. */
class PartitionEnumeratorTest {

  private static final PartitionSplit LEFT_0 = new PartitionSplit(Sides.LEFT, 0, 0);
  private static final PartitionSplit LEFT_1 = new PartitionSplit(Sides.LEFT, 1, 0);
  private static final PartitionSplit LEFT_2 = new PartitionSplit(Sides.LEFT, 2, 0);
  private static final PartitionSplit RIGHT_0 = new PartitionSplit(Sides.RIGHT, 0, 0);

  private final RouteSource source = new RouteSource(Routes.pinned(3, 1, 2));
  private final Readers readers = new Readers();

  @Test
  void shouldGiveEachPartitionToOneReaderAndEachReaderItsShare() {
    SplitEnumerator<PartitionSplit, List<PartitionSplit>> enumerator =
        source.createEnumerator(readers);

    readers.come(enumerator, 1);
    assertThat(readers.given).containsOnly(Map.entry(1, List.of(LEFT_1, RIGHT_0)));

    readers.come(enumerator, 0);
    assertThat(readers.given)
        .containsOnly(
            Map.entry(0, List.of(LEFT_0, LEFT_2)), Map.entry(1, List.of(LEFT_1, RIGHT_0)));
  }

  @Test
  void shouldGiveAgainWhatAReaderHasLost() throws Exception {
    SplitEnumerator<PartitionSplit, List<PartitionSplit>> enumerator =
        source.createEnumerator(readers);
    readers.come(enumerator, 0);
    readers.come(enumerator, 1);
    readers.go(1);

    enumerator.addSplitsBack(List.of(LEFT_1, RIGHT_0), 1);
    assertThat(readers.given).containsOnlyKeys(0);
    assertThat(enumerator.snapshotState(1)).containsExactly(LEFT_1, RIGHT_0);

    readers.come(enumerator, 1);
    assertThat(readers.given).containsEntry(1, List.of(LEFT_1, RIGHT_0));
    assertThat(enumerator.snapshotState(2)).isEmpty();
  }

  /** The readers have theirs from the checkpoint, whoever had them before. */
  @Test
  void shouldGiveAfterARestoreWhatNoReaderHad() throws Exception {
    SplitEnumerator<PartitionSplit, List<PartitionSplit>> before = source.createEnumerator(readers);
    readers.come(before, 0);
    List<PartitionSplit> checkpoint = before.snapshotState(1);
    Readers later = new Readers();

    SplitEnumerator<PartitionSplit, List<PartitionSplit>> after =
        source.restoreEnumerator(later, checkpoint);
    later.come(after, 0);
    later.come(after, 1);

    assertThat(later.given).containsOnly(Map.entry(1, List.of(LEFT_1, RIGHT_0)));
  }

  @Test
  void shouldAskForFewerCheckpointsWhileAllReadersRest() {
    SplitEnumerator<PartitionSplit, List<PartitionSplit>> enumerator =
        source.createEnumerator(readers);
    readers.come(enumerator, 0);
    readers.come(enumerator, 1);

    enumerator.handleSourceEvent(0, Activity.RESTS);
    assertThat(readers.fewer).isEmpty();
    enumerator.handleSourceEvent(1, Activity.RESTS);
    assertThat(readers.fewer).containsExactly(true);

    enumerator.handleSourceEvent(0, Activity.READS);
    assertThat(readers.fewer).containsExactly(true, false);
    enumerator.handleSourceEvent(0, Activity.RESTS);
    readers.come(enumerator, 1); // again, after a failure
    assertThat(readers.fewer).containsExactly(true, false, true, false);
  }

  /** Flink remembers what was asked for before the job was restarted. */
  @Test
  void shouldAskForAllCheckpointsWhenItStarts() {
    source.createEnumerator(readers).start();

    assertThat(readers.fewer).containsExactly(false);
  }

  @Test
  void shouldKeepPartitionsInSavepoints() throws IOException {
    PartitionSplit far = new PartitionSplit(Sides.RIGHT, Integer.MAX_VALUE, Long.MAX_VALUE);
    List<PartitionSplit> some = List.of(LEFT_1, far);

    assertThat(PartitionSplits.ALL.deserialize(1, PartitionSplits.ALL.serialize(some)))
        .isEqualTo(some);
    assertThat(PartitionSplits.ALL.deserialize(1, PartitionSplits.ALL.serialize(List.of())))
        .isEmpty();
    assertThat(PartitionSplits.ONE.deserialize(1, PartitionSplits.ONE.serialize(far)))
        .isEqualTo(far);
    assertThatThrownBy(() -> PartitionSplits.ONE.deserialize(2, new byte[16]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown form 2");
  }

  /** Two readers that come and go. */
  private static final class Readers implements SplitEnumeratorContext<PartitionSplit> {
    final Map<Integer, List<PartitionSplit>> given = new HashMap<>();
    final List<Boolean> fewer = new ArrayList<>();
    private final Map<Integer, ReaderInfo> registered = new HashMap<>();

    void come(SplitEnumerator<PartitionSplit, List<PartitionSplit>> enumerator, int reader) {
      registered.put(reader, new ReaderInfo(reader, "localhost"));
      enumerator.addReader(reader);
    }

    void go(int reader) {
      registered.remove(reader);
      given.remove(reader);
    }

    @Override
    public int currentParallelism() {
      return 2;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return registered;
    }

    @Override
    public void assignSplits(SplitsAssignment<PartitionSplit> assignment) {
      assignment
          .assignment()
          .forEach(
              (reader, splits) ->
                  given.computeIfAbsent(reader, none -> new ArrayList<>()).addAll(splits));
    }

    @Override
    public void setIsProcessingBacklog(boolean backlog) {
      fewer.add(backlog);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void signalNoMoreSplits(int reader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> then) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(
        Callable<T> work, BiConsumer<T, Throwable> then, long delay, long period) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable work) {
      throw new UnsupportedOperationException();
    }
  }
}
