package io.twinroute.kstreams.mirror;

import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.failure.Lost;
import io.twinroute.runtime.pin.LossRecord;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.watch.CopyWatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Holds the copies of both inputs of a route against their sources. */
public final class CopyWatches implements RemovalEvidence, AutoCloseable {

  private final LossRecord record;
  private final Map<Integer, CopyWatch> watches = new LinkedHashMap<>();

  private CopyWatches(LossRecord record) {
    this.record = record;
  }

  public static CopyWatches start(Clusters clusters, PinnedRoute route, StreamsProgress progress) {
    CopyWatches all = new CopyWatches(new LossRecord(clusters, route, StreamsEngine.ENGINE.id()));
    NewestCopies newest = new NewestCopies(clusters, route);
    for (PinnedInput pinned : route.inputs()) {
      int input = pinned.input().index();
      all.watches.put(
          input,
          CopyWatch.start(
              clusters, pinned, p -> progress.lastJudged(input, p), p -> newest.offset(input, p)));
    }
    return all;
  }

  @Override
  public void passed(int input, int partition, long from, long to, boolean inDoubt) {
    CopyWatch watch = watches.get(input);
    if (watch != null) {
      remembering(() -> watch.passed(partition, from, to, inDoubt));
    }
  }

  /**
   * @throws RouteFailedException if records were removed unread
   */
  public void mustHaveLostNothing() {
    watches.values().forEach(watch -> remembering(watch::mustHaveLostNothing));
  }

  /** Whether {@link #mustHaveLostNothing} knows of all that has been read. */
  public boolean haveNoDoubts() {
    return watches.values().stream().allMatch(CopyWatch::hasNoDoubts);
  }

  /** What a mirror has not copied for long although it could, in words; empty if nothing. */
  public Optional<String> idle() {
    return watches.values().stream().flatMap(watch -> watch.idle().stream()).findFirst();
  }

  /** The next run would begin behind the gap, and not see it. */
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
