package io.twinroute.flink.service;

import java.time.Duration;

/**
 * How long a runner waits.
 *
 * @param poll between two looks at a job that is to begin or to end
 * @param livePoll between two looks at a job that runs and has no end: each costs as much as some
 *     hundred records
 * @param answer for what Flink tells of a job
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
   * That of the runner of one among so many routes: together they do not look at their jobs more
   * often than twenty times a second.
   */
  static Patience among(int routes) {
    return new Patience(
        USUAL.poll, livePollAmong(routes), USUAL.answer, USUAL.stop, USUAL.lastTry, USUAL.end);
  }

  /** Between two looks at each of so many jobs that run and have no end. */
  static Duration livePollAmong(int routes) {
    Duration fair = LIVE_POLL_FOR_EACH.multipliedBy(routes);
    if (fair.compareTo(USUAL.livePoll) < 0) {
      return USUAL.livePoll;
    }
    return fair.compareTo(LONGEST_LIVE_POLL) > 0 ? LONGEST_LIVE_POLL : fair;
  }
}
