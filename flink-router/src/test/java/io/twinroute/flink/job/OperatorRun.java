package io.twinroute.flink.job;

import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.SourceLog;
import io.twinroute.semantics.Headers;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The job from its sources' records to its results, with all its operators and none of its
 * connectors: accept on each side, key by hash, join. Partitions take turns at random.
 */
final class OperatorRun implements AutoCloseable {

  private static final ReferenceRoute ROUTE = RandomLogs.ROUTE;
  private static final JoinSpec SPEC =
      new JoinSpec(
          Duration.ofMillis(ROUTE.before()),
          Duration.ofMillis(ROUTE.after()),
          "east/orders",
          ROUTE.leftAs(),
          "west/payments",
          ROUTE.rightAs());

  /** A checkpoint: state, the sources' positions, and the results committed with it. */
  record Checkpoint(
      Station.Snapshot left,
      Station.Snapshot right,
      Station.Snapshot join,
      Map<SourceLog, Integer> positions,
      List<JoinResult> results) {}

  /** One source partition and its watermark. */
  private static final class Split implements WatermarkOutput {
    final Side side;
    final SourceLog log;
    final FrontierWatermarks watermarks;
    long watermark = Long.MIN_VALUE;
    int next;

    Split(Side side, SourceLog log, int next) {
      this.side = side;
      this.log = log;
      this.next = next;
      this.watermarks =
          new FrontierWatermarks(side == Side.LEFT ? ROUTE.leftLateness() : ROUTE.rightLateness());
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      this.watermark = Math.max(this.watermark, watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      throw new AssertionError("a split must hold the watermark");
    }

    @Override
    public void markActive() {}
  }

  private final Random random;
  private final List<Split> splits = new ArrayList<>();
  private final Map<Side, Station<SourceRecord, JoinableRecord, ?>> accept = new HashMap<>();
  private final Station<
          JoinableRecord,
          JoinResult,
          KeyedOneInputStreamOperatorTestHarness<RecordKey, JoinableRecord, JoinResult>>
      join;
  private final List<JoinResult> results;

  /**
   * @param from where to go on; null to start anew
   */
  OperatorRun(
      List<SourceLog> left,
      List<SourceLog> right,
      int parallelism,
      StateBackend backend,
      Checkpoint from,
      Random random)
      throws Exception {
    this.random = random;
    this.results = from == null ? new ArrayList<>() : new ArrayList<>(from.results());
    addSide(Side.LEFT, left, parallelism, backend, from);
    addSide(Side.RIGHT, right, parallelism, backend, from);
    this.join =
        new Station<>(
            parallelism,
            RouteTypes.JOIN_RESULT,
            backend,
            from == null ? null : from.join(),
            (all, index) ->
                new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new JoinFunction(SPEC)),
                    record -> new RecordKey(record.key()),
                    RouteTypes.RECORD_KEY,
                    Station.MAX_PARALLELISM,
                    all,
                    index));
  }

  private void addSide(
      Side side, List<SourceLog> logs, int parallelism, StateBackend backend, Checkpoint from)
      throws Exception {
    Duration lateness =
        Duration.ofMillis(side == Side.LEFT ? ROUTE.leftLateness() : ROUTE.rightLateness());
    Station.Snapshot state = from == null ? null : side == Side.LEFT ? from.left() : from.right();
    accept.put(
        side,
        new Station<>(
            Math.min(parallelism, logs.size()),
            RouteTypes.JOINABLE_RECORD,
            backend,
            state,
            (all, index) ->
                new OneInputStreamOperatorTestHarness<>(
                    new ProcessOperator<>(new AcceptFunction(side, lateness, logs.size())),
                    Station.MAX_PARALLELISM,
                    all,
                    index)));
    for (SourceLog log : logs) {
      // A few records again, as from a source that does not restore its position exactly.
      int next = from == null ? 0 : Math.max(0, from.positions().get(log) - random.nextInt(3));
      splits.add(new Split(side, log, next));
    }
  }

  /** Up to {@code records} records; fewer at the logs' ends. */
  void run(int records) throws Exception {
    List<Split> open = new ArrayList<>(splits);
    open.removeIf(s -> s.next == s.log.records().size());
    for (int i = 0; i < records && !open.isEmpty(); i++) {
      Split split = open.get(Math.min(random.nextInt(open.size()), random.nextInt(open.size())));
      read(split);
      open.removeIf(s -> s.next == s.log.records().size());
      if (random.nextInt(5) == 0) {
        split.watermarks.onPeriodicEmit(split);
        join.watermark(splits.stream().mapToLong(s -> s.watermark).min().orElseThrow());
      }
    }
  }

  private void read(Split split) throws Exception {
    SourceRecord record = record(split, split.log.records().get(split.next++));
    Station<SourceRecord, JoinableRecord, ?> station = accept.get(split.side);
    for (JoinableRecord accepted :
        station.process(split.log.partition() % station.parallelism(), record)) {
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              new RecordKey(accepted.key()), Station.MAX_PARALLELISM, join.parallelism());
      results.addAll(join.process(subtask, accepted));
    }
    split.watermarks.onEvent(record, record.timestamp(), split);
  }

  private static SourceRecord record(Split split, LogRecord r) {
    return new SourceRecord(
        split.side,
        split.log.partition(),
        r.offset(),
        r.timestamp(),
        r.key(),
        r.value(),
        Headers.of(r.headers().stream().map(h -> new Headers.Header(h.key(), h.value())).toList()));
  }

  Checkpoint checkpoint(long id) throws Exception {
    Map<SourceLog, Integer> positions = new HashMap<>();
    splits.forEach(split -> positions.put(split.log, split.next));
    return new Checkpoint(
        accept.get(Side.LEFT).snapshot(id),
        accept.get(Side.RIGHT).snapshot(id),
        join.snapshot(id),
        positions,
        List.copyOf(results));
  }

  List<JoinResult> results() {
    return results;
  }

  /** Lets the watermark pass everything, as when the sources go on without these keys. */
  void passEverything() throws Exception {
    join.watermark(Long.MAX_VALUE - 1);
  }

  /** The keys that the join keeps anything of, were it an empty map; on the heap only. */
  int keys() {
    return join.subtasks().stream().mapToInt(h -> h.numKeyedStateEntries()).sum();
  }

  /** The time buckets that the join keeps, over all keys and subtasks. */
  int buckets() throws Exception {
    int buckets = 0;
    for (var harness : join.subtasks()) {
      for (String side : List.of(FlinkNames.LEFT_STATE, FlinkNames.RIGHT_STATE)) {
        List<Long> numbers = new ArrayList<>();
        harness
            .getOperator()
            .getKeyedStateBackend()
            .applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new MapStateDescriptor<>(side, RouteTypes.BUCKET_NUMBER, RouteTypes.BUCKET),
                (key, state) -> state.keys().forEach(numbers::add));
        buckets += numbers.size();
      }
    }
    return buckets;
  }

  int timers() {
    return join.subtasks().stream().mapToInt(h -> h.numEventTimeTimers()).sum();
  }

  @Override
  public void close() throws Exception {
    for (Station<SourceRecord, JoinableRecord, ?> station : accept.values()) {
      station.close();
    }
    join.close();
  }
}
