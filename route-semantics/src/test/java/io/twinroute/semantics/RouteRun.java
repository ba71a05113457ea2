package io.twinroute.semantics;

import io.twinroute.reference.SourceLog;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.logic.MemoryState;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RefusedRow;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What an engine does, in one thread: it takes the next record of any partition, sometimes one that
 * it has delivered before, learns the watermark late and seldom or at once, and now and then starts
 * again from what it has saved.
 */
final class RouteRun {

  private final RouteParts parts;
  private final Random random;

  /** How seldom and how late the watermark is learned; 1: at once. */
  private final int patience;

  private final List<RunPartition> partitions = new ArrayList<>();
  private final MemoryState state;
  private final WrittenLines written = new WrittenLines();
  private final List<AcceptedRecord> accepted = new ArrayList<>();
  private List<Long> leftEnds = List.of();
  private List<Long> rightEnds = List.of();
  private Frontiers frontiers = Frontiers.endless(List.of(0, 0));
  private int expired;

  RouteRun(Scenario scenario, RouteParts parts, Random random) {
    this.parts = parts;
    this.random = random;
    this.patience = 1 + random.nextInt(4);
    this.state = parts.state();
    add(Sides.LEFT, scenario.left());
    add(Sides.RIGHT, scenario.right());
  }

  private void add(int input, List<SourceLog> logs) {
    for (int number = 0; number < logs.size(); number++) {
      partitions.add(new RunPartition(input, number, logs.get(number), weight()));
    }
  }

  /** Some partitions are a hundred times as fast as others. */
  private double weight() {
    return Math.pow(10, 2 * random.nextDouble());
  }

  /**
   * One run to an end, from where the last one stopped.
   *
   * @param left of each partition what it holds up to there
   * @param right the same of the right input
   */
  void untilEnd(List<SourceLog> left, List<SourceLog> right) {
    leftEnds = setEnds(left, Sides.LEFT);
    rightEnds = setEnds(right, Sides.RIGHT);
    restart();
    List<RunPartition> open = new ArrayList<>(partitions);
    for (open.removeIf(RunPartition::isAtItsEnd); !open.isEmpty(); ) {
      deliverOne(pick(open));
      if (random.nextInt(patience) == 0) {
        learnWatermark(1 + random.nextInt(patience));
      }
      if (random.nextInt(60) == 0) {
        restart();
        open = new ArrayList<>(partitions);
      }
      open.removeIf(RunPartition::isAtItsEnd);
    }
    learnWatermark(1);
    if (frontiers.haveReachedTheEnds()) {
      state.flush(this::write);
    }
  }

  private List<Long> setEnds(List<SourceLog> logs, int input) {
    return partitions.stream()
        .filter(p -> p.input == input)
        .map(p -> p.endAt(logs.get(p.number).records().size()))
        .toList();
  }

  /** State and progress are as they were saved; the sources may begin somewhat before that. */
  private void restart() {
    frontiers = new Frontiers(List.of(leftEnds, rightEnds));
    for (RunPartition partition : partitions) {
      partition.progress = parts.restored(partition.progress);
      partition.seek(Math.max(0, partition.position() - random.nextInt(4)));
    }
  }

  private void deliverOne(RunPartition partition) {
    if (partition.position() > 0 && random.nextInt(20) == 0) {
      judge(partition, partition.peek(random.nextInt(partition.position())));
    }
    judge(partition, partition.poll());
  }

  private void judge(RunPartition partition, SourceRecord record) {
    Judgement judgement = parts.judge(partition.progress, record);
    if (judgement == Rejection.REPLAYED) {
      return;
    }
    partition.progress = parts.after(partition.progress, record, judgement);
    parts.spread(partition, partitions);
    if (judgement instanceof AcceptedRecord joinable) {
      accepted.add(joinable);
      parts.join().process(joinable, state, this::write);
    } else if (judgement instanceof RefusedRow row) {
      accepted.add(row.end());
      parts.join().process(row.end(), state, this::write);
    } else if (judgement != Rejection.FILTERED) {
      written.add(parts.rejected(record, (Rejection) judgement));
    }
  }

  private void write(LogicOutput result) {
    written.add(parts.written(result));
  }

  /** Hears of one in {@code outOf} partitions. */
  private void learnWatermark(int outOf) {
    for (RunPartition p : partitions) {
      if (random.nextInt(outOf) == 0) {
        frontiers.advance(
            new PartitionFrontier(
                p.input, p.number, p.progress.lastOffset(), parts.frontier(p.input, p.progress)));
      }
    }
    expired += parts.reach(frontiers.watermark(), state, this::write);
  }

  private RunPartition pick(List<RunPartition> open) {
    double at = random.nextDouble() * open.stream().mapToDouble(p -> p.weight).sum();
    for (RunPartition partition : open) {
      at -= partition.weight;
      if (at < 0) {
        return partition;
      }
    }
    return open.get(open.size() - 1);
  }

  /** Everything written so far, sorted. */
  List<String> lines() {
    return written.sorted();
  }

  boolean isLookup() {
    return parts.isLookup();
  }

  List<AcceptedRecord> accepted() {
    return accepted;
  }

  /** How many records were removed on the way. */
  int expired() {
    return expired;
  }

  /** What is left once nothing can come any more. */
  List<AcceptedRecord> leftInTheEnd() {
    state.expire(Long.MAX_VALUE - 1);
    return state.all();
  }
}
