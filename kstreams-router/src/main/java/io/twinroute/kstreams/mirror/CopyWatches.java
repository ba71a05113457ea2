package io.twinroute.kstreams.mirror;

import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.mirror.transform.SourceCoordinates;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.failure.Lost;
import io.twinroute.runtime.pin.LossRecord;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.watch.CopyWatch;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.runtime.watch.shared.Copies;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Compares the copies of the inputs of a route with their sources. */
public final class CopyWatches implements RemovalEvidence, AutoCloseable {

  private final LossRecord record;
  private final PinnedRoute route;

  /** By the topics of the route, which are compared by identity: their offsets are many. */
  private final Map<PinnedTopic, CopyWatch> watches = new IdentityHashMap<>();

  private CopyWatches(PinnedRoute route, LossRecord record) {
    this.route = route;
    this.record = record;
  }

  /** Starts watching; never waits for a cluster. */
  public static CopyWatches start(
      Clusters clusters, ClusterWatches watches, PinnedRoute route, StreamsProgress progress) {
    CopyWatches all =
        new CopyWatches(route, new LossRecord(clusters, route, StreamsEngine.ENGINE.id()));
    for (PinnedInput pinned : route.inputs()) {
      int input = pinned.input().index();
      for (PinnedTopic topic : pinned.topics()) {
        all.watches.put(
            topic,
            CopyWatch.start(
                watches,
                topic,
                copies(route, topic),
                p -> progress.lastJudged(input, topic.first() + p)));
      }
    }
    return all;
  }

  /** The copies of a topic. */
  public static Copies copies(PinnedRoute route, PinnedTopic topic) {
    return new Copies(
        route.plan().output().cluster(),
        MirrorNames.remoteTopic(topic.source()),
        CopyWatches::original);
  }

  /** The offset in the source of the record that was copied. */
  private static long original(ConsumerRecord<byte[], byte[]> copy) {
    Header coordinates = SourceCoordinates.find(copy.headers());
    return coordinates == null
        ? PinnedInput.NOTHING
        : SourceCoordinates.offset(coordinates.value());
  }

  /**
   * Whether every source has answered once, or has failed to in time. Until then a loss is noticed
   * a little later than the record after it.
   */
  public boolean haveAsked() {
    return watches.values().stream().allMatch(CopyWatch::hasAsked);
  }

  @Override
  public void passed(int input, int partition, long from, long to, boolean inDoubt) {
    PinnedTopic topic = route.input(input).topic(partition);
    CopyWatch watch = watches.get(topic);
    if (watch != null) {
      remembering(() -> watch.passed(partition - topic.first(), from, to, inDoubt));
    }
  }

  /**
   * @throws RouteFailedException if records were removed unread
   */
  public void mustHaveLostNothing() {
    watches.values().forEach(watch -> remembering(watch::mustHaveLostNothing));
  }

  /** Whether {@link #mustHaveLostNothing} covers everything that has been read. */
  public boolean haveNoDoubts() {
    return watches.values().stream().allMatch(CopyWatch::hasNoDoubts);
  }

  /** Describes what a mirror could copy but has not copied for long; empty if nothing. */
  public Optional<String> idle() {
    return watches.values().stream().flatMap(watch -> watch.idle().stream()).findFirst();
  }

  /** The next run would begin after the gap, and not see it. */
  private void remembering(Runnable check) {
    try {
      check.run();
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Lost loss) {
        record.write(loss);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    watches.values().forEach(CopyWatch::close);
  }
}
