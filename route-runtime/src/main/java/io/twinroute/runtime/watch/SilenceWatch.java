package io.twinroute.runtime.watch;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.SourceEnds;
import io.twinroute.semantics.accept.Silence;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source cluster now and then for the ends of a topic's partitions, and keeps the evidence
 * for those that are silent. A cluster that does not answer, or not soon, is not silent: the count
 * restarts with its next answer.
 *
 * <p>Kafka does not tell a cluster's clock. The clock of this machine at the time of the question
 * stands in for it; {@code lateness} and {@code silence-after} together have to cover the
 * difference. {@link #of} may be called from any thread.
 */
public final class SilenceWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);

  private final Clusters clusters;
  private final RouteInput source;
  private final List<Long> starts;
  private final Duration silenceAfter;
  private final QuietPartitions quiet;
  private final Map<Integer, Silence> lookedUp = new HashMap<>();
  private final AtomicReferenceArray<@Nullable Silence> evidence;
  private final WatchThread thread;

  private SilenceWatch(
      Clusters clusters, RouteInput source, List<Long> starts, Duration silenceAfter) {
    this.clusters = clusters;
    this.source = source;
    this.starts = starts;
    this.silenceAfter = silenceAfter;
    this.quiet = new QuietPartitions(starts.size(), silenceAfter);
    this.evidence = new AtomicReferenceArray<>(starts.size());
    this.thread =
        new WatchThread("silence-" + source.cluster().alias() + "/" + source.topic(), this::watch);
  }

  /**
   * Starts watching.
   *
   * @param starts the route's pinned start offsets
   * @throws IllegalArgumentException if the input forbids silence
   */
  public static SilenceWatch start(Clusters clusters, RouteInput source, List<Long> starts) {
    Duration silenceAfter = source.silenceAfter();
    if (silenceAfter == null) {
      throw new IllegalArgumentException("silence is forbidden on " + source.topic());
    }
    SilenceWatch watch = new SilenceWatch(clusters, source, starts, silenceAfter);
    watch.thread.start();
    return watch;
  }

  /** The newest evidence that a partition is silent; null if there is none. */
  public @Nullable Silence of(int partition) {
    return evidence.get(partition);
  }

  private void watch() {
    while (!thread.isClosed(quiet.pause())) {
      try (Admin admin = clusters.admin(source.cluster());
          Consumer<byte[], byte[]> consumer = clusters.consumer(source.cluster())) {
        SourceEnds ends = new SourceEnds(source, consumer);
        while (!thread.isClosed(quiet.pause())) {
          ask(admin, ends);
        }
      } catch (InterruptException e) {
        return; // closed
      } catch (RuntimeException e) {
        forget();
        LOG.info(
            "cluster={} topic={} silence is not known: {}",
            source.cluster().alias(),
            source.topic(),
            e.getMessage());
      }
    }
  }

  private void ask(Admin admin, SourceEnds ends) {
    long askedAt = System.nanoTime();
    long clock = System.currentTimeMillis();
    // In this order: a transaction that ends in between makes the two differ.
    List<Long> committed = ends(admin, IsolationLevel.READ_COMMITTED);
    List<Long> all = ends(admin, IsolationLevel.READ_UNCOMMITTED);
    long answeredAt = System.nanoTime();
    quiet.answered(all, committed, askedAt, answeredAt);
    long upTo = clock - source.lateness().toMillis() - silenceAfter.toMillis();
    for (int p = 0; p < starts.size(); p++) {
      boolean inTime = System.nanoTime() - answeredAt < quiet.pause().toNanos();
      evidence.set(p, quiet.isQuiet(p) ? silence(p, upTo, ends, inTime) : null);
    }
  }

  private List<Long> ends(Admin admin, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (int p = 0; p < starts.size(); p++) {
      question.put(new TopicPartition(source.topic(), p), OffsetSpec.latest());
    }
    return ClusterClients.answer(
            source.cluster(),
            "tell the ends of topic '" + source.topic() + "'",
            admin.listOffsets(question, new ListOffsetsOptions(isolation)).all())
        .entrySet()
        .stream()
        .sorted(Comparator.comparingInt(partition -> partition.getKey().partition()))
        .map(partition -> partition.getValue().offset())
        .toList();
  }

  /**
   * Null if the partition's last record is not known and there is no time to look it up: over many
   * partitions that would take longer than two answers may be apart.
   */
  private @Nullable Silence silence(int partition, long upTo, SourceEnds ends, boolean inTime) {
    long end = quiet.end(partition);
    Silence before = lookedUp.get(partition);
    if (before != null && before.end() == end) {
      return new Silence(before.lastOffset(), end, upTo);
    }
    if (!inTime) {
      return null;
    }
    Silence silence =
        new Silence(ends.lastDataOffset(partition, starts.get(partition), end), end, upTo);
    lookedUp.put(partition, silence);
    return silence;
  }

  private void forget() {
    quiet.forget();
    lookedUp.clear();
    for (int p = 0; p < starts.size(); p++) {
      evidence.set(p, null);
    }
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    thread.close();
  }
}
