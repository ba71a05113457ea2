package io.twinroute.runtime.watch;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.watch.shared.ClusterWatch;
import io.twinroute.runtime.watch.shared.Copies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a mirror copies what a source holds. It asks the target for its newest copies only when
 * nothing arrives; without an answer, it still checks the source. Thread-safe.
 */
final class MirrorProgress implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MirrorProgress.class);

  private final ClusterWatch target;
  private final Copies copies;
  private final PinnedTopic topic;

  /** Guarded by this. */
  private final CopyStalls stalls;

  private boolean asks;

  /**
   * @param target is closed with this
   */
  MirrorProgress(ClusterWatch target, Copies copies, PinnedTopic topic) {
    this.target = target;
    this.copies = copies;
    this.topic = topic;
    this.stalls = new CopyStalls(topic.partitions());
  }

  /** See {@link CopyStalls#flows}. */
  synchronized void flows(int partition) {
    stalls.flows(partition);
  }

  /** See {@link CopyStalls#waits}. */
  synchronized void waits(int partition, long newest) {
    stalls.waits(partition, newest);
  }

  /** See {@link CopyStalls#forget}. */
  synchronized void forget() {
    stalls.forget();
  }

  /** To be called now and then: asks for the newest copies where they decide. */
  synchronized void look() {
    List<Integer> inQuestion = stalls.inQuestion(System.nanoTime());
    if (!asks && !inQuestion.isEmpty()) {
      asks = true;
      target
          .newestOffsets()
          .of(copies, topic.partitions())
          .whenComplete((newest, failure) -> answered(inQuestion, newest, failure));
    }
  }

  private synchronized void answered(
      List<Integer> inQuestion, @Nullable Map<Integer, Long> newest, @Nullable Throwable failure) {
    asks = false;
    if (newest == null) {
      LOG.debug("topic={} copies are not known", topic.source().address(), failure);
      stalls.forget();
      return;
    }
    long now = System.nanoTime();
    inQuestion.forEach(p -> stalls.copied(p, newest.getOrDefault(p, PinnedInput.NOTHING), now));
  }

  /** What the mirror has not copied for a minute although it could, in words; empty if nothing. */
  synchronized Optional<String> idle() {
    return stalls.idle().stream()
        .mapToObj(
            partition ->
                "the mirror has copied nothing of %s/%d for %d s, and it holds more"
                    .formatted(
                        topic.source().address(), partition, CopyStalls.PATIENCE.toSeconds()))
        .findFirst();
  }

  @Override
  public void close() {
    target.close();
  }
}
