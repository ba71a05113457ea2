package io.twinroute.kstreams;

import io.twinroute.config.SourceSide;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.CopyWatch;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.PinnedSide;
import io.twinroute.semantics.Side;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Holds the copies of both sides of a route against their sources. */
final class CopyWatches implements RemovalEvidence, AutoCloseable {

  private final PinnedRoute route;
  private final Map<Side, CopyWatch> watches = new EnumMap<>(Side.class);

  /**
   * @param side whose mirror copies nothing
   * @param reason by what that is known
   */
  record Standstill(SourceSide side, String reason) {}

  private CopyWatches(PinnedRoute route) {
    this.route = route;
  }

  static CopyWatches start(PinnedRoute route, StreamsProgress progress) {
    CopyWatches all = new CopyWatches(route);
    for (PinnedSide pinned : route.sides()) {
      Side side = pinned.source().side();
      all.watches.put(side, CopyWatch.start(pinned, new CopyReading(route, side, progress)));
    }
    return all;
  }

  @Override
  public void passed(Side side, int partition, long from, long to) {
    CopyWatch watch = watches.get(side);
    if (watch != null) {
      watch.passed(partition, from, to);
    }
  }

  /**
   * @throws RouteFailedException if records were removed unread
   */
  void mustHaveLostNothing() {
    watches.values().forEach(CopyWatch::mustHaveLostNothing);
  }

  /** A side of which nothing comes though there is more; empty if there is none. */
  Optional<Standstill> standstill() {
    return watches.entrySet().stream()
        .flatMap(
            watch ->
                watch.getValue().standstill().stream()
                    .map(r -> new Standstill(route.side(watch.getKey()).source(), r)))
        .findFirst();
  }

  @Override
  public void close() {
    watches.values().forEach(CopyWatch::close);
  }
}
