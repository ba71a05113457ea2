package io.twinroute.semantics;

import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.SourceLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What an engine does, in one thread: it takes the next record of any partition, sometimes one it
 * has delivered before, and learns the watermark late and seldom.
 */
final class RouteRun {

  /** One partition: its log, how far it is, and how often its turn comes. */
  private static final class Partition {
    final Side side;
    final int number;
    final List<LogRecord> log;
    final double weight;
    int next;
    PartitionProgress progress = PartitionProgress.NONE;

    Partition(Side side, SourceLog log, double weight) {
      this.side = side;
      this.number = log.partition();
      this.log = log.records();
      this.weight = weight;
    }
  }

  private final Random random;
  private final AcceptRule leftRule;
  private final AcceptRule rightRule;
  private final InnerJoin join;
  private final MemoryJoinState state;
  private final Frontiers frontiers;
  private final List<Partition> partitions = new ArrayList<>();
  private final List<JoinResult> results = new ArrayList<>();
  private long watermark = Frontiers.UNKNOWN;
  private int expired;

  RouteRun(RandomLogs logs, Random random) {
    this.random = random;
    ReferenceRoute route = logs.route();
    JoinWindow window =
        new JoinWindow(Duration.ofMillis(route.before()), Duration.ofMillis(route.after()));
    this.leftRule = new AcceptRule(Duration.ofMillis(route.leftLateness()));
    this.rightRule = new AcceptRule(Duration.ofMillis(route.rightLateness()));
    this.join =
        new InnerJoin(
            window,
            new ResultFormat("east/orders", route.leftAs(), "west/payments", route.rightAs()));
    this.state = new MemoryJoinState(new TimeBuckets(window));
    this.frontiers = new Frontiers(logs.left().size(), logs.right().size());
    logs.left().forEach(log -> partitions.add(new Partition(Side.LEFT, log, weight())));
    logs.right().forEach(log -> partitions.add(new Partition(Side.RIGHT, log, weight())));
  }

  /** All results of the route. */
  List<JoinResult> run() {
    List<Partition> open = new ArrayList<>(partitions);
    open.removeIf(p -> p.log.isEmpty());
    while (!open.isEmpty()) {
      Partition partition = pick(open);
      if (partition.next > 0 && random.nextInt(20) == 0) {
        judge(partition, partition.log.get(random.nextInt(partition.next)));
      }
      judge(partition, partition.log.get(partition.next++));
      open.removeIf(p -> p.next == p.log.size());
      if (random.nextInt(3) == 0) {
        watermark = frontiers.watermark();
        expired += state.expire(watermark);
      }
    }
    return results;
  }

  /** How many records were removed on the way. */
  int expired() {
    return expired;
  }

  /** How many records are left once nothing can come any more. */
  int leftInTheEnd() {
    state.expire(Long.MAX_VALUE);
    return state.size();
  }

  private void judge(Partition partition, LogRecord logged) {
    SourceRecord record = Records.of(partition.side, partition.number, logged);
    AcceptRule rule = partition.side == Side.LEFT ? leftRule : rightRule;
    Verdict verdict = rule.judge(partition.progress, record);
    if (verdict == Verdict.REPLAYED) {
      return;
    }
    partition.progress = partition.progress.after(record);
    if (verdict == Verdict.ACCEPTED) {
      join.process(JoinableRecord.of(record), watermark, state, results::add);
    }
    frontiers.advance(partition.side, partition.number, rule.frontier(partition.progress));
  }

  private Partition pick(List<Partition> open) {
    double at = random.nextDouble() * open.stream().mapToDouble(p -> p.weight).sum();
    for (Partition partition : open) {
      at -= partition.weight;
      if (at < 0) {
        return partition;
      }
    }
    return open.get(open.size() - 1);
  }

  /** Some partitions are a hundred times as fast as others. */
  private double weight() {
    return Math.pow(10, 2 * random.nextDouble());
  }
}
