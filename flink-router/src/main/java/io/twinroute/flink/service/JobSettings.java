package io.twinroute.flink.service;

import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.flink.engine.FlinkSettings;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** A route's settings in Flink's terms. */
final class JobSettings {

  /**
   * Between checkpoints while nothing is read and nothing can be written. They then keep only how
   * long partitions have been silent.
   */
  private static final Duration INTERVAL_AT_REST = Duration.ofMinutes(5);

  /** The number for the task manager; Flink treats the documented -1 as its default. */
  private static final int SHARED = -2;

  private JobSettings() {}

  static Configuration of(RouteFile file, StateDirectory state, Optional<String> resumeFrom) {
    FlinkSettings flink = file.settings(FlinkSettings.class);
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true); // every type in the job is immutable
    settings.set(PipelineOptions.GENERIC_TYPES, false); // Kryo would be a mistake: fail instead
    settings.set(StateBackendOptions.STATE_BACKEND, backend(flink));
    // The other kind would write its timers into the recent records' state.
    settings.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.ROCKSDB);
    // Threads of all routes together, instead of four for each.
    settings.set(RocksDBOptions.CHECKPOINT_TRANSFER_THREAD_NUM, SHARED);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO); // there are none
    checkpoints(settings, flink, state);
    restarts(settings, file.restart());
    resumeFrom.ifPresent(
        path -> {
          settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
          settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        });
    return settings;
  }

  private static String backend(FlinkSettings flink) {
    return switch (flink.stateBackend()) {
      case ROCKSDB -> "rocksdb";
      case HEAP -> "hashmap";
    };
  }

  private static void checkpoints(
      Configuration settings, FlinkSettings flink, StateDirectory state) {
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, flink.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG,
        longer(flink.checkpointInterval(), INTERVAL_AT_REST));
    settings.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        flink.checkpointInterval().dividedBy(2));
    // The state is exact whatever the route promises; only the sink differs.
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.checkpoints());
    settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, state.savepoints());
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void restarts(Configuration settings, RestartSettings restart) {
    if (restart.maxAttempts() == 0) {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
      return; // the other strategy asks for at least one attempt
    }
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        restart.initialBackoff());
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        restart.maxBackoff());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        restart.maxBackoff());
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, restart.maxAttempts());
  }
}
