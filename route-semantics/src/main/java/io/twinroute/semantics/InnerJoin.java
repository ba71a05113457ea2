package io.twinroute.semantics;

/**
 * The inner join: every pair of accepted records with equal keys inside the window gives exactly
 * one result, as soon as both are known. The set of results is fixed by the sources' logs; the
 * order in which the records of different partitions arrive only decides the order of the results.
 *
 * <p>It holds no state of its own, so one instance serves any number of keys; it is not bound to a
 * thread.
 */
public final class InnerJoin {

  /** Receives results. */
  @FunctionalInterface
  public interface Collector {
    void collect(JoinResult result);
  }

  private final JoinWindow window;
  private final ResultFormat format;

  public InnerJoin(JoinWindow window, ResultFormat format) {
    this.window = window;
    this.format = format;
  }

  /**
   * Joins {@code record} with everything in {@code state} and keeps it for those that come later.
   *
   * @param watermark {@code W} as known here; it may lag behind the true one. A record that nothing
   *     can meet any more is not kept
   */
  public void process(JoinableRecord record, long watermark, JoinState state, Collector results) {
    Side side = record.side();
    long latestMatch = window.latestMatch(side, record.timestamp());
    state.forEach(
        side.opposite(),
        record.key(),
        window.earliestMatch(side, record.timestamp()),
        latestMatch,
        side == Side.LEFT
            ? candidate -> results.collect(format.join(record, candidate))
            : candidate -> results.collect(format.join(candidate, record)));
    if (watermark <= latestMatch) {
      state.put(record);
    }
  }
}
