package io.twinroute.runtime.watch;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.watch.shared.ClusterWatch;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.runtime.watch.shared.OffsetsListener;
import io.twinroute.runtime.watch.shared.OffsetsWatch.Subscription;
import io.twinroute.runtime.watch.shared.PartitionOffsets;
import io.twinroute.semantics.accept.Silence;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the evidence for the partitions of a topic that are silent, from what their cluster says
 * now and then of their ends. A cluster that does not answer, or not soon, is not silent: the count
 * restarts with its next answer.
 *
 * <p>Kafka does not report a cluster's clock. The clock of this machine at the time of the question
 * replaces it; {@code lateness} and {@code silence-after} together have to cover the difference.
 * {@link #of} may be called from any thread.
 */
public final class SilenceWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);

  private final SourceTopic source;
  private final List<Long> starts;
  private final Duration lateness;
  private final Duration silenceAfter;
  private final ClusterWatch cluster;
  private final Subscription subscription;

  /** These are guarded by this. */
  private final QuietPartitions quiet;

  private final Map<Integer, Silence> lookedUp = new HashMap<>();

  /** By partition the end before which its last record is being looked for. */
  private final Map<Integer, Long> inLookUp = new HashMap<>();

  private final AtomicReferenceArray<@Nullable Silence> evidence;

  private SilenceWatch(
      ClusterWatches clusters, PinnedTopic topic, Duration lateness, Duration silenceAfter) {
    this.source = topic.source();
    this.starts = topic.starts();
    this.lateness = lateness;
    this.silenceAfter = silenceAfter;
    this.quiet = new QuietPartitions(starts.size(), silenceAfter);
    this.evidence = new AtomicReferenceArray<>(starts.size());
    this.cluster = clusters.of(source.cluster());
    this.subscription =
        cluster
            .offsets()
            .subscribe(
                IntStream.range(0, starts.size())
                    .mapToObj(this::partition)
                    .collect(Collectors.toSet()),
                quiet.pause(),
                false,
                new Answers());
  }

  /**
   * Starts watching; never waits for the cluster.
   *
   * @param input the topic's input
   * @param topic the topic; partitions are its own
   * @throws IllegalArgumentException if the input forbids silence
   */
  public static SilenceWatch start(ClusterWatches clusters, RouteInput input, PinnedTopic topic) {
    Duration silenceAfter = input.silenceAfter();
    if (silenceAfter == null) {
      throw new IllegalArgumentException("silence is forbidden on " + topic.source().address());
    }
    return new SilenceWatch(clusters, topic, input.lateness(), silenceAfter);
  }

  /** The newest evidence that a partition is silent; null if there is none. */
  public @Nullable Silence of(int partition) {
    return evidence.get(partition);
  }

  private final class Answers implements OffsetsListener {

    @Override
    public void answered(PartitionOffsets offsets) {
      look(offsets);
    }

    @Override
    public void unanswered(Throwable why) {
      LOG.debug("topic={} silence is not known", source.address(), why);
      forget();
    }
  }

  private synchronized void look(PartitionOffsets offsets) {
    quiet.answered(
        PartitionOffsets.of(source.topic(), starts.size(), offsets.ends()),
        PartitionOffsets.of(source.topic(), starts.size(), offsets.committed()),
        offsets.askedAt(),
        offsets.answeredAt());
    long upTo = offsets.clock() - lateness.toMillis() - silenceAfter.toMillis();
    for (int p = 0; p < starts.size(); p++) {
      evidence.set(p, quiet.isQuiet(p) ? silence(p, upTo) : null);
    }
  }

  /** Null while the partition's last record is not known. */
  private @Nullable Silence silence(int partition, long upTo) {
    long end = quiet.end(partition);
    Silence before = lookedUp.get(partition);
    if (before != null && before.end() == end) {
      return new Silence(before.lastOffset(), end, upTo);
    }
    lookUp(partition, end, upTo);
    Silence found = lookedUp.get(partition); // others may have asked the same a moment ago
    return found != null && found.end() == end ? found : null;
  }

  private void lookUp(int partition, long end, long upTo) {
    Long before = inLookUp.put(partition, end);
    if (before == null || before != end) {
      cluster
          .lastRecords()
          .last(partition(partition), starts.get(partition), end)
          .whenComplete((last, failure) -> lookedUp(partition, end, upTo, last));
    }
  }

  /** Uses an answer only if the question is still current. */
  private synchronized void lookedUp(int partition, long end, long upTo, @Nullable Long last) {
    if (inLookUp.remove(partition, end) && last != null) {
      Silence silence = new Silence(last, end, upTo);
      lookedUp.put(partition, silence);
      if (quiet.isQuiet(partition) && quiet.end(partition) == end) {
        evidence.set(partition, silence);
      }
    }
  }

  private synchronized void forget() {
    quiet.forget();
    lookedUp.clear();
    inLookUp.clear();
    for (int p = 0; p < starts.size(); p++) {
      evidence.set(p, null);
    }
  }

  private TopicPartition partition(int partition) {
    return new TopicPartition(source.topic(), partition);
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    subscription.close();
    cluster.close();
  }
}
