package io.twinroute.flink.accept;

import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.metrics.Metric;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.accept.AcceptStation;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.time.Frontiers;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The {@link AcceptStation} of one input, with its counters and its evidence of silence. */
@SuppressWarnings("NullAway.Init") // restored first, then opened
final class InputStation implements AcceptStation.Output, AcceptStation.Listener, AutoCloseable {

  private final PinnedRoute route;
  private final PinnedInput pinned;
  private final int input;
  private final Collector<Routed> out;

  private final LongCounter read = new LongCounter();
  private final Map<Rejection, LongCounter> rejected = counters();
  private final Positions positions;
  private final Positions frontiers;
  private final Positions committed;

  /** The positions of checkpoints that are not complete. */
  private final NavigableMap<Long, long[]> snapshots = new TreeMap<>();

  /** Whether there was an event since the last tick; read by other threads, too. */
  private final AtomicBoolean changed = new AtomicBoolean();

  /** The evidence at the last tick. */
  private final AtomicReferenceArray<@Nullable Silence> heard;

  private List<RecordKey> tasks;
  private ProgressState progress;
  private AcceptStation station;
  private SilenceEvidence evidence;

  InputStation(PinnedRoute route, int input, Collector<Routed> out) {
    this.route = route;
    this.pinned = route.input(input);
    this.input = input;
    this.out = out;
    this.positions = new Positions(pinned.partitions(), -1);
    this.frontiers = new Positions(pinned.partitions(), Frontiers.UNKNOWN);
    this.committed = new Positions(pinned.partitions(), -1);
    this.heard = new AtomicReferenceArray<>(pinned.partitions());
  }

  private static Map<Rejection, LongCounter> counters() {
    Map<Rejection, LongCounter> counters = new EnumMap<>(Rejection.class);
    for (Rejection reason : Rejection.values()) {
      counters.put(reason, new LongCounter());
    }
    return counters;
  }

  /** A checkpoint is complete, and with it all earlier ones. */
  void completed(long checkpoint) {
    Map<Long, long[]> complete = snapshots.headMap(checkpoint, true);
    complete.values().forEach(this::committed);
    complete.clear();
  }

  private void committed(long[] reached) {
    for (int p = 0; p < reached.length; p++) {
      committed.reached(p, reached[p]);
    }
  }

  void restore(OperatorStateStore store) throws Exception {
    progress = ProgressState.of(store, input, pinned.partitions());
  }

  /**
   * @param tasks a key of each task of the logic
   */
  void open(RuntimeContext context, List<RecordKey> tasks, SilenceEvidence.Start silence) {
    context.addAccumulator(CounterNames.read(input), read);
    rejected.forEach(
        (reason, counter) -> context.addAccumulator(CounterNames.rejected(input, reason), counter));
    context.addAccumulator(CounterNames.positions(input), positions);
    context.addAccumulator(CounterNames.frontiers(input), frontiers);
    context.addAccumulator(CounterNames.committed(input), committed);
    register(context.getMetricGroup());
    this.tasks = tasks;
    // The logic starts with the job, as this does, so nothing has to be repeated.
    station =
        new AcceptStation(
            route.acceptInput(input, FlinkEngine.ENGINE),
            progress,
            this,
            this,
            AcceptStation.NEVER_AGAIN);
    evidence = silence.of(pinned);
  }

  /** For Flink's own reporters, under the names that the router serves. */
  private void register(MetricGroup task) {
    MetricGroup group =
        task.addGroup("route", route.plan().name()).addGroup("input", pinned.input().name());
    group.gauge(Metric.READ.exposed(), read::getLocalValuePrimitive);
    rejected.forEach(
        (reason, counter) -> {
          if (reason.destination() != Destination.NOWHERE) {
            Metric metric =
                reason.destination() == Destination.LATE ? Metric.LATE : Metric.DEAD_LETTERS;
            group
                .addGroup("reason", reason.reason())
                .gauge(metric.exposed(), counter::getLocalValuePrimitive);
          }
        });
  }

  void process(SourceEvent event) {
    changed.lazySet(true);
    if (event instanceof SourceEvent.Read fetched) {
      station.accept(fetched.record());
    } else if (event instanceof SourceEvent.Assigned assigned) {
      station.assigned(assigned.partition());
      committed.reached(assigned.partition(), positions.of(assigned.partition()));
      station.announce();
    } else if (event instanceof SourceEvent.Passed passed) {
      station.passed(passed.partition(), passed.offset());
    }
  }

  /** Whether {@link #tick} may change anything; may be called by another thread. */
  boolean needsTick() {
    if (changed.get()) {
      return true;
    }
    for (int p = 0; p < heard.length(); p++) {
      if (!Objects.equals(evidence.of(p), heard.get(p))) {
        return true;
      }
    }
    return false;
  }

  void tick() {
    changed.set(false);
    BitSet ours = station.partitions();
    for (int p = 0; p < heard.length(); p++) {
      Silence newest = evidence.of(p);
      heard.set(p, newest);
      if (ours.get(p)) {
        station.silent(p, newest);
      }
    }
    station.tick();
  }

  /** Makes its progress part of the checkpoint that is being taken. */
  void snapshot(long checkpoint) throws Exception {
    progress.write();
    snapshots.put(checkpoint, positions.getLocalValue());
  }

  @Override
  public void accepted(AcceptedRecord record) {
    out.collect(Routed.record(record));
  }

  @Override
  public void rejected(RejectedRecord record) {
    out.collect(Routed.rejected(record));
  }

  @Override
  public void announced(PartitionFrontier reached) {
    for (RecordKey task : tasks) {
      out.collect(Routed.frontier(reached, task));
    }
    frontiers.reached(reached.partition(), reached.frontier());
  }

  @Override
  public void judged(Judgement judgement) {
    read.add(1L);
    if (judgement instanceof Rejection reason) {
      Objects.requireNonNull(rejected.get(reason)).add(1L);
    }
  }

  /** Announces the end of a run first, so that a job that stops then sends its barrier after it. */
  @Override
  public void reached(int partition, long lastOffset) {
    positions.reached(partition, lastOffset);
  }

  /** Also if it was never opened. */
  @Override
  public void close() {
    if (evidence != null) {
      evidence.close();
    }
  }
}
