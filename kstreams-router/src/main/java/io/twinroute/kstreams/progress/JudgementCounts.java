package io.twinroute.kstreams.progress;

import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts the verdicts on one input's records. Thread-safe. */
final class JudgementCounts {

  private final LongAdder read = new LongAdder();
  private final Map<Rejection, LongAdder> rejected = new EnumMap<>(Rejection.class);

  JudgementCounts() {
    for (Rejection reason : Rejection.values()) {
      rejected.put(reason, new LongAdder());
    }
  }

  void count(Judgement judgement) {
    read.increment();
    if (judgement instanceof Rejection reason) {
      Objects.requireNonNull(rejected.get(reason)).increment();
    }
  }

  /** The counts, with the input's progress. */
  InputCounts at(InputPositions positions) {
    Map<Rejection, Long> counts = new EnumMap<>(Rejection.class);
    rejected.forEach((reason, count) -> counts.put(reason, count.sum()));
    return new InputCounts(read.sum(), new Rejections(counts), positions);
  }
}
