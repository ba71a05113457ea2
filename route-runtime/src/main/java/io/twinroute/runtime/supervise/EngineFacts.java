package io.twinroute.runtime.supervise;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an engine says of a run besides its counts. What it does not know is empty. Instants are of
 * {@link System#nanoTime}, so that a clock that jumps does not change an age.
 *
 * @param committedAt when the last commit, or checkpoint, was complete
 * @param openSince since when the oldest transaction has been open that holds results
 * @param commitDuration how long the last commit, or checkpoint, took
 * @param failedCommits how many commits, or checkpoints, have failed
 * @param rebalances how often the route's tasks were distributed again while it ran
 * @param stateBytes the size of the state, in bytes
 * @param savepointBytes the size of the last savepoint, in bytes
 * @param recentBytes the size of the recent records on the heap, in bytes
 * @param commitInterval how often results are to be committed
 */
public record EngineFacts(
    OptionalLong committedAt,
    OptionalLong openSince,
    Optional<Duration> commitDuration,
    OptionalLong failedCommits,
    OptionalLong rebalances,
    OptionalLong stateBytes,
    OptionalLong savepointBytes,
    OptionalLong recentBytes,
    Optional<Duration> commitInterval) {

  /** Nothing is known. */
  public static final EngineFacts NONE =
      new EngineFacts(
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty());
}
