package io.twinroute.runtime.watch;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Lost;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.watch.RemovedOffsets.Gap;
import io.twinroute.runtime.watch.shared.ClusterWatch;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.runtime.watch.shared.Copies;
import io.twinroute.runtime.watch.shared.OffsetsListener;
import io.twinroute.runtime.watch.shared.OffsetsWatch.Subscription;
import io.twinroute.runtime.watch.shared.PartitionOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the copies that a route has received with the source: it notices records that the source
 * has removed before they were copied, and copies that are missing on the target. The mirror and
 * the engine's consumer would silently continue after the gap.
 *
 * <p>Its methods may be called from any thread, and never wait for a cluster.
 */
public final class CopyWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CopyWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** So many gaps are looked up in the source before it is asked for its first offsets again. */
  private static final int LOOKED_UP_AT_ONCE = 100;

  private final PinnedTopic topic;
  private final ClusterWatch source;
  private final Subscription subscription;
  private final RemovedOffsets removed;
  private final SourceTails tails;
  private final MirrorProgress mirror;

  /** Gaps that the mirror may have left. */
  private final GapQueue doubtful = new GapQueue();

  private volatile boolean looksUp;
  private volatile boolean askedOnce;
  private volatile @Nullable Lost loss;

  private CopyWatch(
      ClusterWatches clusters, PinnedTopic topic, Copies copies, IntToLongFunction lastJudged) {
    this.topic = topic;
    this.removed = new RemovedOffsets(topic.partitions());
    this.source = clusters.of(topic.source().cluster());
    this.mirror = new MirrorProgress(clusters.of(copies.cluster()), copies, topic);
    this.tails = new SourceTails(topic, source.lastRecords(), removed, mirror, lastJudged);
    this.subscription =
        source.offsets().subscribe(topic.allPartitions(), PAUSE, true, new Answers());
  }

  /**
   * Starts watching.
   *
   * @param topic the source; partitions are its own
   * @param copies where the route reads the source
   * @param lastJudged the offset of the last record of a partition that has been taken over; -1 for
   *     none. Called on another thread, and must not wait
   */
  public static CopyWatch start(
      ClusterWatches clusters, PinnedTopic topic, Copies copies, IntToLongFunction lastJudged) {
    return new CopyWatch(clusters, topic, copies, lastJudged);
  }

  /**
   * Whether the source has answered once, or has not done so in time: from then on {@link #passed}
   * reports a loss as soon as it can be known.
   */
  public boolean hasAsked() {
    return askedOnce;
  }

  /**
   * The route has come to a record that is not the next one by its offset.
   *
   * @param from the offset after the last record's
   * @param to the offset of the record that came
   * @param inDoubt whether copies may be missing before that record's own; then the source is asked
   *     for what is in between, and {@link #mustHaveLostNothing} reports it
   * @throws RouteFailedException of {@link Lost} if records in between were removed unread, as far
   *     as is known
   */
  public void passed(int partition, long from, long to, boolean inDoubt) {
    Gap gap = new Gap(partition, from, to);
    if (inDoubt) {
      doubtful.add(gap);
    }
    removed.remember(gap);
    if (removed.isLoss(gap)) {
      throw new RouteFailedException(lost(gap));
    }
  }

  /**
   * @throws RouteFailedException of {@link Lost} if records were removed unread
   */
  public void mustHaveLostNothing() {
    Lost found = loss;
    if (found != null) {
      throw new RouteFailedException(found);
    }
  }

  /** Whether all gaps that were in doubt have been looked up in the source. */
  public boolean hasNoDoubts() {
    return doubtful.isEmpty();
  }

  /** What the mirror has not copied for a minute although it could, in words; empty if nothing. */
  public Optional<String> idle() {
    return mirror.idle();
  }

  private final class Answers implements OffsetsListener {

    @Override
    public void answered(PartitionOffsets offsets) {
      removed.firsts(PartitionOffsets.of(name(), topic.partitions(), offsets.firsts()));
      removed.losses().stream().findFirst().ifPresent(gap -> loss = lost(gap));
      askedOnce = true;
      lookIntoGaps();
      tails.look(offsets);
      mirror.look();
    }

    @Override
    public void unanswered(Throwable why) {
      LOG.debug("topic={} gave no answer", topic.source().address(), why);
      askedOnce = true;
      mirror.forget();
    }
  }

  /** What the source still holds was to be copied, and now comes too late. */
  private void lookIntoGaps() {
    List<Gap> gaps = looksUp ? List.of() : doubtful.first(LOOKED_UP_AT_ONCE);
    if (gaps.isEmpty()) {
      return;
    }
    looksUp = true;
    CompletableFuture.allOf(gaps.stream().map(this::lookInto).toArray(CompletableFuture<?>[]::new))
        .whenComplete((nothing, failure) -> looksUp = false);
  }

  private CompletableFuture<?> lookInto(Gap gap) {
    return source
        .lastRecords()
        .last(topic.partition(gap.partition()), gap.from(), gap.to())
        .thenAccept(
            missing -> {
              if (missing != PinnedInput.NOTHING) {
                loss = missing(gap, missing);
              }
              doubtful.remove(gap); // only now: it is not looked up before
            });
  }

  private Lost lost(Gap gap) {
    return new Lost.Uncopied(
        alias(), name(), gap.partition(), gap.from(), removed.first(gap.partition()));
  }

  private Lost missing(Gap gap, long offset) {
    return new Lost.CopiesMissing(alias(), name(), gap.partition(), gap.from(), gap.to(), offset);
  }

  private String alias() {
    return topic.source().cluster().alias();
  }

  private String name() {
    return topic.source().topic();
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    subscription.close();
    source.close();
    mirror.close();
  }
}
