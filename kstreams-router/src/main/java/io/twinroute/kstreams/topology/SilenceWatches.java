package io.twinroute.kstreams.topology;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.watch.SilenceWatch;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.Side;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches both sides of a route for silence, where the route allows it and has no end. */
public final class SilenceWatches implements SilenceEvidence, AutoCloseable {

  private final Map<Side, SilenceWatch> watches = new EnumMap<>(Side.class);

  public static SilenceWatches start(PinnedRoute route) {
    SilenceWatches all = new SilenceWatches();
    for (PinnedInput side : route.sides()) {
      if (!route.untilEnd() && side.source().silenceAfter() != null) {
        all.watches.put(side.source().side(), SilenceWatch.start(side.source(), side.starts()));
      }
    }
    return all;
  }

  @Override
  public @Nullable Silence of(Side side, int partition) {
    SilenceWatch watch = watches.get(side);
    return watch == null ? null : watch.of(partition);
  }

  @Override
  public void close() {
    watches.values().forEach(SilenceWatch::close);
  }
}
