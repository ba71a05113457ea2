package io.twinroute.runtime.supervise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What was rejected of an input lately: of the records of the last five minutes, or of the last
 * hundred if these took longer. Not thread-safe.
 */
public final class RecentRejections {

  /** A share of fewer records says little. */
  public static final int FEWEST = 100;

  /** Long enough for what comes in bursts, such as late records behind a jump of time. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  /** The first is where the recent records begin; each other one has read more than the former. */
  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(long nanos, long read, Rejections rejected) {}

  /**
   * The counts of the recent records alone, without positions.
   *
   * @param now the run's counts; fewer than before are those of a new attempt
   * @param nanos when they were, on a clock that never goes back
   */
  public InputCounts of(InputCounts now, long nanos) {
    if (looks.isEmpty() || now.read() < looks.getLast().read()) {
      looks.clear();
      looks.add(new Look(nanos, 0, Rejections.NONE));
    }
    while (looks.size() > 1 && reachesBackFarEnough(second(), now, nanos)) {
      looks.removeFirst();
    }
    Look before = looks.getFirst();
    Look last = looks.getLast();
    if (now.read() > last.read() && nanos - last.nanos() >= RESOLUTION.toNanos()) {
      looks.add(new Look(nanos, now.read(), now.rejected()));
    }
    return new InputCounts(
        now.read() - before.read(), now.rejected().since(before.rejected()), InputPositions.NONE);
  }

  private Look second() {
    Iterator<Look> all = looks.iterator();
    all.next();
    return all.next();
  }

  private static boolean reachesBackFarEnough(Look look, InputCounts now, long nanos) {
    return nanos - look.nanos() >= WINDOW.toNanos() && now.read() - look.read() >= FEWEST;
  }
}
