package io.twinroute.runtime.watch;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.watch.shared.LastRecords;
import io.twinroute.runtime.watch.shared.PartitionOffsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Checks what a source holds beyond the route's position. If nothing arrives although the partition
 * is longer, its rest may hold only transaction markers. When this is known in time, their removal
 * does not count as a loss.
 */
final class SourceTails {

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final PinnedTopic topic;
  private final LastRecords lastRecords;
  private final RemovedOffsets removed;
  private final MirrorProgress mirror;
  private final IntToLongFunction lastJudged;

  /** Both are guarded by this. */
  private final long[] judgedBefore;

  private final Rest[] rests;

  SourceTails(
      PinnedTopic topic,
      LastRecords lastRecords,
      RemovedOffsets removed,
      MirrorProgress mirror,
      IntToLongFunction lastJudged) {
    this.topic = topic;
    this.lastRecords = lastRecords;
    this.removed = removed;
    this.mirror = mirror;
    this.lastJudged = lastJudged;
    this.judgedBefore = new long[topic.partitions()];
    Arrays.fill(judgedBefore, UNKNOWN);
    this.rests = new Rest[topic.partitions()];
    Arrays.fill(rests, Rest.NONE);
  }

  /**
   * A stretch at a partition's end that was found to hold no record.
   *
   * @param from up to where was known before what the partition holds
   * @param seenAt when that was found, as of {@link System#nanoTime}
   */
  private record Rest(long from, long to, long seenAt) {
    static final Rest NONE = new Rest(0, 0, 0);
  }

  /** The source has answered. */
  synchronized void look(PartitionOffsets offsets) {
    List<Long> committed =
        PartitionOffsets.of(topic.source().topic(), topic.partitions(), offsets.committed());
    for (int p = 0; p < topic.partitions(); p++) {
      settle(p, offsets.askedAt());
      look(p, wanted(p, committed.get(p)));
    }
  }

  /** With a first offset that was asked for later: what was just removed looks as if never been. */
  private void settle(int partition, long askedAt) {
    Rest rest = rests[partition];
    if (rest != Rest.NONE && askedAt - rest.seenAt > 0) {
      rests[partition] = Rest.NONE;
      if (removed.first(partition) <= rest.from) {
        removed.emptyUpTo(partition, rest.to);
      }
    }
  }

  /** A run with an end has nothing to do with what comes after it. */
  private long wanted(int partition, long committed) {
    return topic.ends().isEmpty()
        ? committed
        : Math.min(committed, topic.ends().get(partition) + 1);
  }

  private void look(int partition, long end) {
    long judged = lastJudged.applyAsLong(partition);
    long next = Math.max(topic.starts().get(partition), judged + 1);
    long known = Math.max(next, removed.emptyUpTo(partition));
    if (judged != judgedBefore[partition] || known >= end || removed.first(partition) > known) {
      mirror.flows(partition);
    } else {
      lastRecords
          .last(topic.partition(partition), next, end)
          .thenAccept(last -> found(partition, known, end, last));
    }
    judgedBefore[partition] = judged;
  }

  private synchronized void found(int partition, long known, long end, long last) {
    if (last != PinnedInput.NOTHING) {
      mirror.waits(partition, last);
    } else {
      mirror.flows(partition);
      rests[partition] = new Rest(known, end, System.nanoTime());
    }
  }
}
