package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.LogicInput;
import io.twinroute.semantics.record.PartitionFrontier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells the join how far one side's partitions are: now and then rather than for each record, and
 * behind the records it speaks of.
 */
final class ProgressAnnouncer {

  /** How often {@link #tick()} is to be called. */
  static final Duration INTERVAL = Duration.ofMillis(200);

  /** Now and then all of it again, for a join task that has started anew and knows nothing. */
  private static final int TICKS_BETWEEN_REPEATS = 25;

  private static final byte[] NO_KEY = new byte[0];

  private final Side side;
  private final AcceptRule rule;
  private final ProcessorContext<byte[], AcceptOutput> context;
  private final Map<Integer, PartitionProgress> known = new TreeMap<>();
  private final Set<Integer> changed = new HashSet<>();
  private int ticks;

  ProgressAnnouncer(Side side, AcceptRule rule, ProcessorContext<byte[], AcceptOutput> context) {
    this.side = side;
    this.rule = rule;
    this.context = context;
  }

  void changed(int partition, PartitionProgress progress) {
    known.put(partition, progress);
    changed.add(partition);
  }

  void tick() {
    if (++ticks % TICKS_BETWEEN_REPEATS == 0) {
      changed.addAll(known.keySet());
    }
    announce();
  }

  void announce() {
    for (int partition : changed) {
      PartitionProgress progress = known.getOrDefault(partition, PartitionProgress.NONE);
      context.forward(
          message(
              new PartitionFrontier(
                  side, partition, progress.lastOffset(), rule.frontier(progress)),
              context.currentSystemTimeMs()),
          StreamsNames.MERGE);
    }
    changed.clear();
  }

  /** Keys travel inside the records; the exchange's partitioner looks there. */
  static Record<byte[], AcceptOutput> message(LogicInput input, long timestamp) {
    return new Record<>(NO_KEY, input, timestamp, new RecordHeaders());
  }
}
