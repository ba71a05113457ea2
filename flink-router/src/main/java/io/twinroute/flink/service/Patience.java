package io.twinroute.flink.service;

import java.time.Duration;

/**
 * The time limits of a runner.
 *
 * @param poll between two looks at a job that is to begin or to end
 * @param livePoll between two looks at a job that runs and has no end: each costs as much as some
 *     hundred records
 * @param answer for Flink's answers about a job
 * @param stop for a savepoint, and for the job's end with it
 * @param lastTry the same for a job that perhaps cannot write any more, and then takes no savepoint
 * @param end for the end of a job that does not answer any more
 */
record Patience(
    Duration poll,
    Duration livePoll,
    Duration answer,
    Duration stop,
    Duration lastTry,
    Duration end) {

  static final Patience USUAL =
      new Patience(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(50),
          Duration.ofSeconds(15),
          Duration.ofSeconds(2));

  private static final Duration LONGEST_LIVE_POLL = Duration.ofSeconds(5);
  private static final Duration LIVE_POLL_FOR_EACH = Duration.ofMillis(50);

  /**
   * For the runner of one of this many routes: together they check their jobs at most twenty times
   * a second.
   */
  static Patience among(int routes) {
    return new Patience(
        USUAL.poll, livePollAmong(routes), USUAL.answer, USUAL.stop, USUAL.lastTry, USUAL.end);
  }

  /** The interval between two checks of each of this many jobs that run without an end. */
  static Duration livePollAmong(int routes) {
    Duration fair = LIVE_POLL_FOR_EACH.multipliedBy(routes);
    if (fair.compareTo(USUAL.livePoll) < 0) {
      return USUAL.livePoll;
    }
    return fair.compareTo(LONGEST_LIVE_POLL) > 0 ? LONGEST_LIVE_POLL : fair;
  }
}
