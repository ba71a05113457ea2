package io.twinroute.flink.job;

import io.twinroute.flink.accept.AcceptHarness;
import io.twinroute.flink.logic.LogicHarness;
import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.Rendered;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.AcceptStation;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.record.UnwrittenResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The job from its source's events to what it writes, with all its operators and none of its
 * connectors: accept, a channel from each of its subtasks to each of the join's, join. Partitions,
 * channels and clocks take turns at random.
 */
public final class OperatorRun implements AutoCloseable {

  /** A checkpoint: state, the sources' positions, and the output committed with it. */
  record Checkpoint(
      Station.Snapshot accept,
      Station.Snapshot join,
      Map<Integer, List<Integer>> positions,
      List<RouteOutput> outputs) {}

  /** One source partition. */
  private static final class Split {
    final int input;
    final int number;
    final SourceLog log;
    final int subtask;
    boolean assigned;
    int next;

    Split(int input, int number, SourceLog log, int subtask, int next) {
      this.input = input;
      this.number = number;
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
        return new SourceEvent.Assigned(input, number);
      }
      return new SourceEvent.Read(record(input, number, log.records().get(next++)));
    }
  }

  /** What is on its way from one accept subtask to one join subtask, in order. */
  private record Channel(int joinSubtask, Deque<Routed> messages) {}

  private final Wiring wiring;
  private final Random random;
  private final int readsPerTick;
  private final int readsPerDelivery;
  private final Map<Integer, List<Split>> splits = new HashMap<>();
  private final Station<SourceEvent, Routed, OneInputStreamOperatorTestHarness<SourceEvent, Routed>>
      accept;
  private final Station<Routed, RouteOutput, LogicHarness> join;
  private final List<List<Channel>> channels = new ArrayList<>();
  private final List<RouteOutput> outputs;

  /**
   * @param route the scenario's; of its plan's parallelism
   * @param last where to resume; null to start from nothing
   */
  public OperatorRun(
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
    int readers = Math.min(parallelism, scenario.left().size() + scenario.right().size());
    this.accept =
        new Station<>(
            readers,
            RouteTypes.ROUTED,
            backend,
            from == null ? null : from.accept(),
            (all, index) -> AcceptHarness.of(wiring.accept(route), parallelism, all, index));
    for (int i = 0; i < readers; i++) {
      List<Channel> toJoins = new ArrayList<>();
      for (int j = 0; j < parallelism; j++) {
        toJoins.add(new Channel(j, new ArrayDeque<>()));
      }
      channels.add(toJoins);
    }
    addSide(Sides.LEFT, scenario.left(), from);
    addSide(Sides.RIGHT, scenario.right(), from);
    this.join =
        new Station<>(
            parallelism,
            RouteTypes.ROUTE_OUTPUT,
            backend,
            from == null ? null : from.join(),
            (all, index) -> new LogicHarness(wiring.logic(route, random), all, index));
    for (int i = 0; i < parallelism; i++) {
      outputs.addAll(join.out(i));
    }
  }

  private void addSide(int input, List<SourceLog> logs, Checkpoint from) {
    int first = random.nextInt(accept.parallelism());
    List<Split> ofInput = new ArrayList<>();
    for (int number = 0; number < logs.size(); number++) {
      // A few records again, as from a source that does not restore its position exactly.
      int next =
          from == null
              ? 0
              : Math.max(0, from.positions().get(input).get(number) - random.nextInt(3));
      int subtask = (first + number) % accept.parallelism();
      ofInput.add(new Split(input, number, logs.get(number), subtask, next));
    }
    splits.put(input, ofInput);
  }

  /** So many turns; fewer if nothing is left to read and to deliver. */
  void run(int turns) throws Exception {
    List<Split> open = new ArrayList<>(splits.get(Sides.LEFT));
    open.addAll(splits.get(Sides.RIGHT));
    open.removeIf(Split::isAtItsEnd);
    for (int i = 0; i < turns && !open.isEmpty(); i++) {
      Split split = open.get(Math.min(random.nextInt(open.size()), random.nextInt(open.size())));
      send(split.subtask, accept.process(split.subtask, split.next()));
      if (split.isAtItsEnd()) {
        open.remove(split);
      }
      if (random.nextInt(readsPerTick) == 0) {
        passTime(random.nextInt(accept.parallelism()));
      }
      if (random.nextInt(readsPerDelivery) == 0) {
        deliverSome();
      }
    }
  }

  /** Everything that the logs hold, and everything that follows from it. */
  public void runToTheEnd() throws Exception {
    run(Integer.MAX_VALUE);
    settleDown();
  }

  /** The sources are at rest, and time passes. */
  void settleDown() throws Exception {
    for (int i = 0; i < accept.parallelism(); i++) {
      passTime(i);
    }
    deliverAll();
  }

  private void passTime(int subtask) throws Exception {
    send(subtask, accept.passTime(subtask, AcceptStation.INTERVAL.toMillis()));
  }

  private void send(int from, List<Routed> messages) {
    for (Routed message : messages) {
      int to =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              message.key(), RoutingKeys.KEY_GROUPS, join.parallelism());
      wiring.send(message, channels.get(from).get(to).messages(), to);
    }
  }

  private void deliverSome() throws Exception {
    List<Channel> ofAccept = channels.get(random.nextInt(channels.size()));
    deliver(ofAccept.get(random.nextInt(ofAccept.size())), 1 + random.nextInt(200));
  }

  private void deliverAll() throws Exception {
    for (List<Channel> ofAccept : channels) {
      for (Channel channel : ofAccept) {
        deliver(channel, Integer.MAX_VALUE);
      }
    }
  }

  private void deliver(Channel channel, int most) throws Exception {
    for (int i = 0; i < most && !channel.messages().isEmpty(); i++) {
      outputs.addAll(join.process(channel.joinSubtask(), channel.messages().remove()));
    }
  }

  /**
   * A record of a log as a source gives it.
   *
   * @param partition as the input numbers it
   */
  static SourceRecord record(int input, int partition, LogRecord r) {
    return new SourceRecord(
        input,
        partition,
        r.offset(),
        r.timestamp(),
        r.key(),
        r.value(),
        Headers.of(r.headers().stream().map(h -> new Headers.Header(h.key(), h.value())).toList()));
  }

  /** As the barrier has it: what was sent before has arrived. */
  Checkpoint checkpoint(long id) throws Exception {
    deliverAll();
    Map<Integer, List<Integer>> positions = new HashMap<>();
    for (int input = 0; input < 2; input++) {
      positions.put(input, splits.get(input).stream().map(split -> split.next).toList());
    }
    return new Checkpoint(accept.snapshot(id), join.snapshot(id), positions, List.copyOf(outputs));
  }

  /** What has been written, as sorted lines. */
  public List<String> lines() {
    return lines(outputs);
  }

  public static List<String> lines(List<RouteOutput> outputs) {
    return outputs.stream().map(OperatorRun::line).sorted().toList();
  }

  private static String line(RouteOutput output) {
    if (output instanceof RouteResult r) {
      return Rendered.result(
          r.sourcePartition(), r.key(), r.value(), r.timestamp(), headers(r.headers()));
    }
    if (output instanceof UnwrittenResult r) {
      return Rendered.tooLarge(r.sourcePartition(), r.key(), r.timestamp(), headers(r.headers()));
    }
    RejectedRecord r = (RejectedRecord) output;
    return r.rejection().destination() == Destination.LATE
        ? Rendered.late(r.partition(), r.key(), r.value(), r.timestamp(), headers(r.headers()))
        : Rendered.deadLetter(
            r.partition(), r.key(), r.value(), r.timestamp(), headers(r.headers()));
  }

  private static List<LogHeader> headers(Headers headers) {
    List<LogHeader> list = new ArrayList<>();
    headers.forEach((key, value) -> list.add(new LogHeader(key, value)));
    return list;
  }

  /** The sources continue, with other keys, until {@code W} has passed everything. */
  public void passEverything() throws Exception {
    for (int input = 0; input < 2; input++) {
      for (Split split : splits.get(input)) {
        PartitionFrontier far = new PartitionFrontier(input, split.number, 0, Long.MAX_VALUE - 1);
        for (RecordKey subtask : RoutingKeys.ofSubtasks(join.parallelism())) {
          send(split.subtask, List.of(Routed.frontier(far, subtask)));
        }
      }
    }
    deliverAll();
  }

  /** The keys that the join keeps anything of, were it an empty map; on the heap only. */
  public int keys() {
    return join.subtasks().stream().mapToInt(h -> h.numKeyedStateEntries()).sum();
  }

  /** The records that the join keeps of an input, over all keys and subtasks. */
  public List<Kept> kept(int input) throws Exception {
    List<Kept> all = new ArrayList<>();
    for (var harness : join.subtasks()) {
      all.addAll(KeptRecords.of(harness.getOperator(), input));
    }
    return all;
  }

  public int timers() {
    return join.subtasks().stream().mapToInt(h -> h.numEventTimeTimers()).sum();
  }

  @Override
  public void close() throws Exception {
    accept.close();
    join.close();
  }
}
