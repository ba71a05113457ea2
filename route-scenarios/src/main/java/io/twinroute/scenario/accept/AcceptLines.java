package io.twinroute.scenario.accept;

import io.twinroute.scenario.Rendered;

/** What an accept station puts out, as lines of text; what it rejects is {@link Rendered}. */
public final class AcceptLines {

  private AcceptLines() {}

  /** A record that takes part. */
  public static String accepted(int input, int partition, long offset, long timestamp) {
    return "accepted %d/%d@%d, time %d".formatted(input, partition, offset, timestamp);
  }

  /**
   * How far a partition is.
   *
   * @param frontier epoch milliseconds; {@link Long#MIN_VALUE} if it is not known
   */
  public static String frontier(int input, int partition, long lastOffset, long frontier) {
    return "frontier of %d/%d@%d is %d".formatted(input, partition, lastOffset, frontier);
  }
}
