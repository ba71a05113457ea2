package io.twinroute.flink.service;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What Flink says of a job's checkpoints.
 *
 * @param last the last one that is complete; null if there is none
 * @param failed how many have failed
 * @param savepointBytes the size of the last savepoint
 */
record Checkpoints(@Nullable Complete last, long failed, OptionalLong savepointBytes) {

  /** A complete checkpoint. */
  record Complete(long id, Duration took, long stateBytes) {}

  static Checkpoints of(CheckpointStatsSnapshot known) {
    CompletedCheckpointStats last = known.getHistory().getLatestCompletedCheckpoint();
    CompletedCheckpointStats savepoint = known.getHistory().getLatestSavepoint();
    return new Checkpoints(
        last == null
            ? null
            : new Complete(
                last.getCheckpointId(),
                Duration.ofMillis(Math.max(0, last.getEndToEndDuration())),
                last.getStateSize()),
        known.getCounts().getNumberOfFailedCheckpoints(),
        savepoint == null ? OptionalLong.empty() : OptionalLong.of(savepoint.getStateSize()));
  }

  static Checkpoints of(CheckpointingStatistics known) {
    CheckpointStatistics last = known.getLatestCheckpoints().getCompletedCheckpointStatistics();
    CheckpointStatistics savepoint = known.getLatestCheckpoints().getSavepointStatistics();
    return new Checkpoints(
        last == null
            ? null
            : new Complete(
                last.getId(),
                Duration.ofMillis(Math.max(0, last.getDuration())),
                last.getStateSize()),
        known.getCounts().getNumberFailedCheckpoints(),
        savepoint == null ? OptionalLong.empty() : OptionalLong.of(savepoint.getStateSize()));
  }
}
