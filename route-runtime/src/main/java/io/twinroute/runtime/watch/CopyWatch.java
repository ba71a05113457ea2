package io.twinroute.runtime.watch;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.failure.Lost;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.SourceEnds;
import io.twinroute.runtime.watch.RemovedOffsets.Gap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what a route has got of a source, by way of copies, against what the source itself holds:
 * it notices that the source has removed records before they were copied, and that copies are
 * missing on the target. Whoever copies, and the engine's consumer, go on with what is left and say
 * nothing.
 *
 * <p>Its methods may be called from any thread.
 */
public final class CopyWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CopyWatch.class);
  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** So many gaps are looked up in the source before it is asked for its first offsets again. */
  private static final int LOOKED_UP_AT_ONCE = 100;

  private final Clusters clusters;
  private final PinnedInput input;
  private final IntToLongFunction lastJudged;
  private final RemovedOffsets removed;

  /** Gaps that the mirror may have left. */
  private final GapQueue doubtful = new GapQueue();

  private final long[] judgedBefore;
  private final IntToLongFunction newestCopy;
  private final CopyStalls stalls;
  private final WatchThread thread;
  private volatile @Nullable Lost loss;
  private volatile @Nullable String idle;

  private CopyWatch(
      Clusters clusters,
      PinnedInput input,
      IntToLongFunction lastJudged,
      IntToLongFunction newestCopy) {
    this.clusters = clusters;
    this.input = input;
    this.lastJudged = lastJudged;
    this.newestCopy = newestCopy;
    this.stalls = new CopyStalls(input.partitions());
    this.removed = new RemovedOffsets(input.partitions());
    this.judgedBefore = new long[input.partitions()];
    Arrays.fill(judgedBefore, UNKNOWN);
    this.thread =
        new WatchThread("copies-" + input.input().cluster().alias() + "/" + topic(), this::watch);
  }

  /**
   * Starts watching. The cluster's first answer is waited for, if it answers.
   *
   * @param lastJudged the offset of the last record of a partition that has been taken over; -1 for
   *     none. Called on another thread
   * @param newestCopy the offset in the source of the newest copy of a partition, -1 for none; may
   *     throw {@link RouteFailedException}. Called on another thread, and seldom
   */
  public static CopyWatch start(
      Clusters clusters,
      PinnedInput input,
      IntToLongFunction lastJudged,
      IntToLongFunction newestCopy) {
    CopyWatch watch = new CopyWatch(clusters, input, lastJudged, newestCopy);
    try (Consumer<byte[], byte[]> consumer = clusters.consumer(input.input().cluster())) {
      watch.askForFirsts(new SourceEnds(input.input(), consumer));
    } catch (RouteFailedException e) {
      LOG.info("cluster={} topic={} {}", watch.alias(), watch.topic(), e.getMessage());
    }
    watch.thread.start();
    return watch;
  }

  /**
   * The route has come to a record that is not the next one by its offset.
   *
   * @param from the offset after the last record's
   * @param to the offset of the record that came
   * @param inDoubt whether copies may be missing before that record's own; then the source is asked
   *     for what lies in between, and {@link #mustHaveLostNothing} tells
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
    return Optional.ofNullable(idle);
  }

  private void watch() {
    while (!thread.isClosed(PAUSE)) {
      try (Consumer<byte[], byte[]> consumer = clusters.consumer(input.input().cluster())) {
        SourceEnds ends = new SourceEnds(input.input(), consumer);
        while (!thread.isClosed(PAUSE)) {
          askForFirsts(ends);
          lookIntoGaps(ends);
          lookIntoTails(ends);
          judgeTheMirror();
        }
      } catch (InterruptException e) {
        return; // closed
      } catch (RouteFailedException | KafkaException e) {
        LOG.debug("cluster={} topic={} gave no answer", alias(), topic(), e);
        forgetTheMirror();
      }
    }
  }

  private void askForFirsts(SourceEnds ends) {
    removed.firsts(ends.firstOffsets(input.partitions()));
    removed.losses().stream().findFirst().ifPresent(gap -> loss = lost(gap));
  }

  /** What the source still holds was to be copied, and now comes too late. */
  private void lookIntoGaps(SourceEnds ends) {
    for (int i = 0; i < LOOKED_UP_AT_ONCE; i++) {
      Gap gap = doubtful.first();
      if (gap == null) {
        return;
      }
      long missing = ends.lastDataOffset(gap.partition(), gap.from(), gap.to());
      if (missing != PinnedInput.NOTHING) {
        loss = missing(gap, missing);
      }
      doubtful.remove(gap); // only now: it is not looked up before
    }
  }

  /**
   * Where nothing has come for a while though the partition is longer, its rest may hold no record:
   * markers at the end. Known in time, that is no loss when they are removed.
   */
  private void lookIntoTails(SourceEnds ends) {
    List<Long> committed = wanted(ends.committedEnds(input.partitions()));
    for (int p = 0; p < input.partitions(); p++) {
      long judged = lastJudged.applyAsLong(p);
      long next = Math.max(input.starts().get(p), judged + 1);
      long known = Math.max(next, removed.emptyUpTo(p));
      if (judged != judgedBefore[p] || known >= committed.get(p) || removed.first(p) > known) {
        stalls.flows(p);
      } else {
        lookIntoTail(ends, p, next, known, committed.get(p));
      }
      judgedBefore[p] = judged;
    }
  }

  /** What lies beyond the end of a run that has one is none of its business. */
  private List<Long> wanted(List<Long> committed) {
    return input.ends().isEmpty()
        ? committed
        : IntStream.range(0, committed.size())
            .mapToObj(p -> Math.min(committed.get(p), input.ends().get(p) + 1))
            .toList();
  }

  private void lookIntoTail(SourceEnds ends, int partition, long next, long known, long end) {
    long last = ends.lastDataOffset(partition, next, end);
    if (last != PinnedInput.NOTHING) {
      askTheTarget(() -> stalls.waits(partition, last, System.nanoTime(), newestCopy));
      return;
    }
    stalls.flows(partition);
    // The first offset once more: what was just removed looks as if it had never been.
    if (ends.firstOffset(partition) <= known) {
      removed.emptyUpTo(partition, end);
    }
  }

  private void judgeTheMirror() {
    askTheTarget(() -> judge(stalls.tooLong(System.nanoTime(), newestCopy)));
  }

  /** If that does not answer, the source can be looked at all the same. */
  private void askTheTarget(Runnable question) {
    try {
      question.run();
    } catch (RouteFailedException e) {
      LOG.debug("cluster={} topic={} copies are not known", alias(), topic(), e);
      forgetTheMirror();
    }
  }

  private void forgetTheMirror() {
    stalls.forget();
    idle = null;
  }

  private void judge(OptionalInt partition) {
    idle =
        partition.isEmpty()
            ? null
            : "the mirror has copied nothing of %s/%s/%d for %d s, and it holds more"
                .formatted(alias(), topic(), partition.getAsInt(), CopyStalls.PATIENCE.toSeconds());
  }

  private Lost lost(Gap gap) {
    return new Lost.Uncopied(
        alias(), topic(), gap.partition(), gap.from(), removed.first(gap.partition()));
  }

  private Lost missing(Gap gap, long offset) {
    return new Lost.CopiesMissing(alias(), topic(), gap.partition(), gap.from(), gap.to(), offset);
  }

  private String alias() {
    return input.input().cluster().alias();
  }

  private String topic() {
    return input.input().topic();
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    thread.close();
  }
}
