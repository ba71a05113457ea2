package io.twinroute.runtime.cluster;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.RemovedOffsets.Gap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what a route has got of a source, by way of copies, against what the source itself holds.
 * It notices two things that MirrorMaker is silent about: that the source has removed records
 * before they were copied, after which it goes on with what is left; and that it runs and copies
 * nothing.
 *
 * <p>Its methods may be called from any thread.
 */
public final class CopyWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CopyWatch.class);
  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  /** A mirror of many partitions takes them in turns. */
  private static final Duration STANDSTILL_WHILE_OTHERS_GO_ON = Duration.ofMinutes(10);

  private final PinnedSide side;
  private final Reading reading;
  private final RemovedOffsets removed;
  private final long[] judgedBefore;
  private final @Nullable Long[] waitingSince;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long lastProgress = System.nanoTime();
  private volatile @Nullable RouteFailedException loss;
  private volatile @Nullable String standstill;

  /** How far this process has got. To be answered from any thread. */
  public interface Reading {

    /** Whether this process reads the partition at the moment. */
    boolean isRead(int partition);

    /** The source offset of the partition's last record that was taken over; -1 for none. */
    long lastJudged(int partition);

    /**
     * Whether the copies hold no record of the partition that is still to be taken over. May ask
     * their cluster.
     *
     * @throws RouteFailedException if that does not answer
     */
    boolean hasReadAllCopies(int partition);
  }

  private CopyWatch(PinnedSide side, Reading reading) {
    this.side = side;
    this.reading = reading;
    this.removed = new RemovedOffsets(side.partitions());
    this.judgedBefore = new long[side.partitions()];
    Arrays.fill(judgedBefore, UNKNOWN);
    this.waitingSince = new Long[side.partitions()];
    this.thread =
        new Thread(this::watch, "copies-" + side.source().cluster().alias() + "/" + topic());
    thread.setDaemon(true);
  }

  /** Starts watching. The cluster's first answer is waited for, if it answers. */
  public static CopyWatch start(PinnedSide side, Reading reading) {
    CopyWatch watch = new CopyWatch(side, reading);
    try (KafkaConsumer<byte[], byte[]> consumer =
        ClusterClients.consumer(side.source().cluster())) {
      watch.askForFirsts(new SourceEnds(side.source(), consumer));
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
   * @throws RouteFailedException if records in between were removed unread, as far as is known
   */
  public void passed(int partition, long from, long to) {
    Gap gap = new Gap(partition, from, to);
    removed.remember(gap);
    if (removed.isLoss(gap)) {
      throw lost(gap);
    }
  }

  /**
   * @throws RouteFailedException if records were removed unread
   */
  public void mustHaveLostNothing() {
    RouteFailedException failure = loss;
    if (failure != null) {
      throw failure;
    }
  }

  /** That nothing has come of a partition for 30 s though it holds more, in words. */
  public Optional<String> standstill() {
    return Optional.ofNullable(standstill);
  }

  private void watch() {
    while (!isClosed()) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          ClusterClients.consumer(side.source().cluster())) {
        SourceEnds ends = new SourceEnds(side.source(), consumer);
        while (!isClosed()) {
          askForFirsts(ends);
          compare(ends);
        }
      } catch (InterruptException e) {
        return; // closed
      } catch (RouteFailedException | KafkaException e) {
        // An outage of the source: nothing can be copied, and nothing can be said.
        Arrays.fill(waitingSince, null);
        standstill = null;
        LOG.debug("cluster={} topic={} gave no answer", alias(), topic(), e);
      }
    }
  }

  private void askForFirsts(SourceEnds ends) {
    removed.firsts(ends.firstOffsets(side.partitions()));
    removed.losses().stream().findFirst().ifPresent(gap -> loss = lost(gap));
  }

  private void compare(SourceEnds ends) {
    List<Long> committed = ends.committedEnds(side.partitions());
    String standing = null;
    for (int p = 0; p < side.partitions(); p++) {
      long judged = reading.lastJudged(p);
      if (judged != judgedBefore[p]) {
        judgedBefore[p] = judged;
        lastProgress = System.nanoTime();
        waitingSince[p] = null;
      } else if (!reading.isRead(p) || !mayHoldMore(p, judged, committed.get(p), ends)) {
        waitingSince[p] = null;
      } else if (waitingSince[p] == null) {
        waitingSince[p] = System.nanoTime();
      } else if (isTooLong(waitingSince[p]) && reading.hasReadAllCopies(p)) {
        standing = standing(p, judged);
      }
    }
    standstill = standing;
  }

  private boolean isTooLong(long since) {
    long now = System.nanoTime();
    boolean othersGoOn = now - lastProgress < STANDSTILL.toNanos();
    return now - since > (othersGoOn ? STANDSTILL_WHILE_OTHERS_GO_ON : STANDSTILL).toNanos();
  }

  /**
   * Whether there is a record for the route. The rest of a partition may hold none: markers at its
   * end. Known in time, it is no loss when they are removed.
   */
  private boolean mayHoldMore(int partition, long judged, long committed, SourceEnds ends) {
    long next = next(partition, judged);
    long known = Math.max(next, removed.emptyUpTo(partition));
    if (known >= committed || hasReachedItsEnd(partition, judged)) {
      return false;
    }
    if (removed.first(partition) <= known
        && ends.lastDataOffset(partition, next, committed) == PinnedSide.NOTHING) {
      removed.emptyUpTo(partition, committed);
      return false;
    }
    return true;
  }

  private boolean hasReachedItsEnd(int partition, long judged) {
    return !side.ends().isEmpty() && judged >= side.ends().get(partition);
  }

  private long next(int partition, long judged) {
    return Math.max(side.starts().get(partition), judged + 1);
  }

  private String standing(int partition, long judged) {
    return "nothing has come of %s/%s/%d for more than %d s, though it holds records from offset %d on"
        .formatted(alias(), topic(), partition, STANDSTILL.toSeconds(), next(partition, judged));
  }

  private RouteFailedException lost(Gap gap) {
    return RouteFailedException.permanent(
        ("Records of %s/%s/%d were removed on their cluster before they were copied: offset %d was to"
                + " be next, and the partition begins at %d now. The results for them are lost. Give"
                + " the route a new name to start from what is left, and the topic a longer"
                + " retention.")
            .formatted(
                alias(), topic(), gap.partition(), gap.from(), removed.first(gap.partition())));
  }

  private String alias() {
    return side.source().cluster().alias();
  }

  private String topic() {
    return side.source().topic();
  }

  /** Waits for the next question. */
  private boolean isClosed() {
    try {
      return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
