package io.twinroute.kstreams.topology;

import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.accept.Silence;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of silence in steps of a part of {@code silence-after}: with five minutes, every five
 * seconds. A silence that lasts is reported as it grows, which costs a transaction each time where
 * there is a repartition topic. Thread-safe.
 */
public final class SilenceSteps implements SilenceEvidence {

  private static final int PARTS = 60;

  private final PinnedRoute route;
  private final SilenceEvidence newest;
  private final Map<Place, Silence> reported = new ConcurrentHashMap<>();

  private record Place(int input, int partition) {}

  /**
   * @param newest the newest evidence that there is
   */
  public SilenceSteps(PinnedRoute route, SilenceEvidence newest) {
    this.route = route;
    this.newest = newest;
  }

  @Override
  public @Nullable Silence of(int input, int partition) {
    Silence now = newest.of(input, partition);
    Place place = new Place(input, partition);
    if (now == null) {
      reported.remove(place);
      return null;
    }
    Silence before = reported.get(place);
    if (before != null && isTheSame(before, now) && now.upTo() - before.upTo() < step(input)) {
      return before;
    }
    reported.put(place, now);
    return now;
  }

  /** Nothing was appended in between. */
  private static boolean isTheSame(Silence before, Silence now) {
    return before.end() == now.end() && before.lastOffset() == now.lastOffset();
  }

  private long step(int input) {
    Duration after = route.input(input).input().silenceAfter();
    return after == null ? 0 : after.dividedBy(PARTS).toMillis();
  }
}
