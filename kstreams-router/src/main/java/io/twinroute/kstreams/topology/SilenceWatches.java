package io.twinroute.kstreams.topology;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.watch.InputSilence;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.semantics.accept.Silence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches the inputs of a route for silence, where the route allows it and has no end. */
public final class SilenceWatches implements SilenceEvidence, AutoCloseable {

  private final Map<Integer, InputSilence> watches = new LinkedHashMap<>();

  public static SilenceWatches start(ClusterWatches clusters, PinnedRoute route) {
    SilenceWatches all = new SilenceWatches();
    for (PinnedInput input : route.inputs()) {
      if (!route.untilEnd() && input.input().silenceAfter() != null) {
        all.watches.put(input.input().index(), InputSilence.start(clusters, input));
      }
    }
    return all;
  }

  @Override
  public @Nullable Silence of(int input, int partition) {
    InputSilence watch = watches.get(input);
    return watch == null ? null : watch.of(partition);
  }

  @Override
  public void close() {
    watches.values().forEach(InputSilence::close);
  }
}
