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
}
