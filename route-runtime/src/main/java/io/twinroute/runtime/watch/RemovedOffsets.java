package io.twinroute.runtime.watch;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Classifies the gaps in a reader's offsets. Most are natural: transaction markers, aborted records
 * and what compaction removed occupy offsets that no reader sees. A gap with the source's first
 * offset inside it, or at its end, is not: the reader was set forward to there, past records that
 * had been removed before it came to them.
 *
 * <p>Thread-safe.
 */
final class RemovedOffsets {

  private final AtomicLongArray firsts;
  private final AtomicLongArray emptyUpTo;

  private final GapQueue sinceLastAnswer = new GapQueue();

  /**
   * Offsets that a reader has passed without a record.
   *
   * @param from the first of them
   * @param to the offset after the last, which is that of the record that came
   */
  record Gap(int partition, long from, long to) {}

  RemovedOffsets(int partitions) {
    firsts = new AtomicLongArray(partitions);
    emptyUpTo = new AtomicLongArray(partitions);
  }

  /** The first offset that each partition still holds, as its cluster reports it. */
  void firsts(List<Long> offsets) {
    for (int p = 0; p < firsts.length(); p++) {
      firsts.set(p, offsets.get(p));
    }
  }

  long first(int partition) {
    return firsts.get(partition);
  }

  /** There is no record between what the reader has had and this offset. */
  void emptyUpTo(int partition, long offset) {
    emptyUpTo.set(partition, offset);
  }

  /** Up to where a partition is known to hold nothing more for the reader; 0 if it is not known. */
  long emptyUpTo(int partition) {
    return emptyUpTo.get(partition);
  }

  /** Whether records of the gap were removed, as far as the cluster has reported by now. */
  boolean isLoss(Gap gap) {
    long first = firsts.get(gap.partition());
    return Math.max(gap.from(), emptyUpTo.get(gap.partition())) < first && first <= gap.to();
  }

  /** To be looked at once more after the cluster's next answer, since its last one may be older. */
  void remember(Gap gap) {
    sinceLastAnswer.add(gap);
  }

  /** The gaps since the last answer that this one shows to be losses. */
  List<Gap> losses() {
    List<Gap> losses = sinceLastAnswer.takeAll();
    losses.removeIf(gap -> !isLoss(gap));
    return losses;
  }
}
