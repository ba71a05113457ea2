package io.twinroute.flink.job;

import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.scenario.Rendered;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.Headers;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.PartitionFrontier;
import io.twinroute.semantics.RejectedRecord;
import io.twinroute.semantics.RouteOutput;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The job from its sources' events to what it writes, with all its operators and none of its
 * connectors: accept on each side, a channel from each of its subtasks to each of the join's, join.
 * Partitions, channels and clocks take turns at random.
 */
final class OperatorRun implements AutoCloseable {

  /** A checkpoint: state, the sources' positions, and the output committed with it. */
  record Checkpoint(
      Map<Side, Station.Snapshot> accept,
      Station.Snapshot join,
      Map<Side, List<Integer>> positions,
      List<RouteOutput> outputs) {}

  /** One source partition. */
  private static final class Split {
    final Side side;
    final SourceLog log;
    final int subtask;
    boolean assigned;
    int next;

    Split(Side side, SourceLog log, int subtask, int next) {
      this.side = side;
      this.log = log;
      this.subtask = subtask;
      this.next = next;
    }

    boolean isAtItsEnd() {
      return assigned && next == log.records().size();
    }

    SourceEvent next() {
      if (!assigned) {
        assigned = true;
        return new SourceEvent.Assigned(log.partition());
      }
      return new SourceEvent.Read(record(side, log, log.records().get(next++)));
    }
  }

  /** What is on its way from one accept subtask to one join subtask, in order. */
  private record Channel(int joinSubtask, Deque<Routed> messages) {}

  private final Wiring wiring;
  private final Random random;
  private final int readsPerTick;
  private final int readsPerDelivery;
  private final Map<Side, List<Split>> splits = new EnumMap<>(Side.class);
  private final Map<
          Side,
          Station<SourceEvent, Routed, OneInputStreamOperatorTestHarness<SourceEvent, Routed>>>
      accept = new EnumMap<>(Side.class);
  private final Station<Routed, RouteOutput, JoinHarness> join;
  private final Map<Side, List<List<Channel>>> channels = new EnumMap<>(Side.class);
  private final List<RouteOutput> outputs;

  /**
   * @param route the scenario's; of its plan's parallelism
   * @param last where to go on; null to start anew
   */
  OperatorRun(
      Scenario scenario,
      PinnedRoute route,
      StateBackend backend,
      Checkpoint last,
      Wiring wiring,
      Random random)
      throws Exception {
    int parallelism = route.plan().parallelism();
    Checkpoint from = last == null ? null : wiring.found(last, parallelism);
    this.wiring = wiring;
    this.random = random;
    // Now and then W leaps.
    this.readsPerTick = new int[] {4, 10, 100}[random.nextInt(3)];
    this.readsPerDelivery = new int[] {1, 3, 50}[random.nextInt(3)];
    this.outputs = from == null ? new ArrayList<>() : new ArrayList<>(from.outputs());
    addSide(route, Side.LEFT, scenario.left(), backend, from);
    addSide(route, Side.RIGHT, scenario.right(), backend, from);
    this.join =
        new Station<>(
            parallelism,
            RouteTypes.ROUTE_OUTPUT,
            backend,
            from == null ? null : from.join(),
            (all, index) -> new JoinHarness(wiring.join(route, random), all, index));
    for (int i = 0; i < parallelism; i++) {
      outputs.addAll(join.out(i));
    }
  }

  private void addSide(
      PinnedRoute route, Side side, List<SourceLog> logs, StateBackend backend, Checkpoint from)
      throws Exception {
    int readers = Math.min(route.plan().parallelism(), logs.size());
    accept.put(
        side,
        new Station<>(
            readers,
            RouteTypes.ROUTED,
            backend,
            from == null ? null : from.accept().get(side),
            (all, index) ->
                AcceptHarness.of(
                    wiring.accept(route, side), route.plan().parallelism(), all, index)));
    int first = random.nextInt(readers);
    List<Split> ofSide = new ArrayList<>();
    for (SourceLog log : logs) {
      // A few records again, as from a source that does not restore its position exactly.
      int next =
          from == null
              ? 0
              : Math.max(0, from.positions().get(side).get(log.partition()) - random.nextInt(3));
      ofSide.add(new Split(side, log, (first + log.partition()) % readers, next));
    }
    splits.put(side, ofSide);
    List<List<Channel>> ofAccept = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      List<Channel> toJoins = new ArrayList<>();
      for (int j = 0; j < route.plan().parallelism(); j++) {
        toJoins.add(new Channel(j, new ArrayDeque<>()));
      }
      ofAccept.add(toJoins);
    }
    channels.put(side, ofAccept);
  }

  /** So many turns; fewer if nothing is left to read and to deliver. */
  void run(int turns) throws Exception {
    List<Split> open = new ArrayList<>(splits.get(Side.LEFT));
    open.addAll(splits.get(Side.RIGHT));
    open.removeIf(Split::isAtItsEnd);
    for (int i = 0; i < turns && !open.isEmpty(); i++) {
      Split split = open.get(Math.min(random.nextInt(open.size()), random.nextInt(open.size())));
      send(split.side, split.subtask, accept.get(split.side).process(split.subtask, split.next()));
      if (split.isAtItsEnd()) {
        open.remove(split);
      }
      if (random.nextInt(readsPerTick) == 0) {
        passTime(random.nextBoolean() ? Side.LEFT : Side.RIGHT);
      }
      if (random.nextInt(readsPerDelivery) == 0) {
        deliverSome();
      }
    }
  }

  /** Everything that the logs hold, and everything that follows from it. */
  void runToTheEnd() throws Exception {
    run(Integer.MAX_VALUE);
    settleDown();
  }

  /** The sources are at rest, and time passes. */
  void settleDown() throws Exception {
    passTime(Side.LEFT);
    passTime(Side.RIGHT);
    deliverAll();
  }

  private void passTime(Side side) throws Exception {
    for (int i = 0; i < accept.get(side).parallelism(); i++) {
      send(side, i, accept.get(side).passTime(i, AcceptOperator.INTERVAL.toMillis()));
    }
  }

  private void send(Side side, int from, List<Routed> messages) {
    for (Routed message : messages) {
      int to =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              message.key(), RoutingKeys.KEY_GROUPS, join.parallelism());
      wiring.send(message, channels.get(side).get(from).get(to).messages(), to);
    }
  }

  private void deliverSome() throws Exception {
    List<List<Channel>> ofSide = channels.get(random.nextBoolean() ? Side.LEFT : Side.RIGHT);
    List<Channel> ofAccept = ofSide.get(random.nextInt(ofSide.size()));
    deliver(ofAccept.get(random.nextInt(ofAccept.size())), 1 + random.nextInt(200));
  }

  private void deliverAll() throws Exception {
    for (List<List<Channel>> ofSide : channels.values()) {
      for (List<Channel> ofAccept : ofSide) {
        for (Channel channel : ofAccept) {
          deliver(channel, Integer.MAX_VALUE);
        }
      }
    }
  }

  private void deliver(Channel channel, int most) throws Exception {
    for (int i = 0; i < most && !channel.messages().isEmpty(); i++) {
      outputs.addAll(join.process(channel.joinSubtask(), channel.messages().remove()));
    }
  }

  /** A record of a log as a source gives it. */
  static SourceRecord record(Side side, SourceLog log, LogRecord r) {
    return new SourceRecord(
        side,
        log.partition(),
        r.offset(),
        r.timestamp(),
        r.key(),
        r.value(),
        Headers.of(r.headers().stream().map(h -> new Headers.Header(h.key(), h.value())).toList()));
  }

  /** As the barrier has it: what was sent before has arrived. */
  Checkpoint checkpoint(long id) throws Exception {
    deliverAll();
    Map<Side, Station.Snapshot> accepted = new EnumMap<>(Side.class);
    Map<Side, List<Integer>> positions = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      accepted.put(side, accept.get(side).snapshot(id));
      positions.put(side, splits.get(side).stream().map(split -> split.next).toList());
    }
    return new Checkpoint(accepted, join.snapshot(id), positions, List.copyOf(outputs));
  }

  /** What has been written, as sorted lines. */
  List<String> lines() {
    return lines(outputs);
  }

  static List<String> lines(List<RouteOutput> outputs) {
    return outputs.stream().map(OperatorRun::line).sorted().toList();
  }

  private static String line(RouteOutput output) {
    if (output instanceof JoinResult r) {
      return Rendered.result(r.key(), r.value(), r.timestamp(), headers(r.headers()));
    }
    RejectedRecord r = (RejectedRecord) output;
    return r.rejection().isLate()
        ? Rendered.late(r.partition(), r.key(), r.value(), r.timestamp(), headers(r.headers()))
        : Rendered.deadLetter(
            r.partition(), r.key(), r.value(), r.timestamp(), headers(r.headers()));
  }

  private static List<LogHeader> headers(Headers headers) {
    List<LogHeader> list = new ArrayList<>();
    headers.forEach((key, value) -> list.add(new LogHeader(key, value)));
    return list;
  }

  /** The sources go on, with other keys, until {@code W} has passed everything. */
  void passEverything() throws Exception {
    for (Side side : Side.values()) {
      for (Split split : splits.get(side)) {
        PartitionFrontier far =
            new PartitionFrontier(side, split.log.partition(), 0, Long.MAX_VALUE - 1);
        for (RecordKey subtask : RoutingKeys.ofSubtasks(join.parallelism())) {
          send(side, split.subtask, List.of(Routed.frontier(far, subtask)));
        }
      }
    }
    deliverAll();
  }

  /** The keys that the join keeps anything of, were it an empty map; on the heap only. */
  int keys() {
    return join.subtasks().stream().mapToInt(h -> h.numKeyedStateEntries()).sum();
  }

  /** The records that the join keeps of a side, over all keys and subtasks. */
  List<Kept> kept(Side side) throws Exception {
    List<Kept> all = new ArrayList<>();
    for (var harness : join.subtasks()) {
      all.addAll(KeptRecords.of(harness.getOperator(), side));
    }
    return all;
  }

  int timers() {
    return join.subtasks().stream().mapToInt(h -> h.numEventTimeTimers()).sum();
  }

  @Override
  public void close() throws Exception {
    for (Station<?, ?, ?> station : accept.values()) {
      station.close();
    }
    join.close();
  }
}
