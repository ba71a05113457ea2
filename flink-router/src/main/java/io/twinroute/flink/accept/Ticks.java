package io.twinroute.flink.accept;

import io.twinroute.flink.timers.SharedTimers;
import io.twinroute.semantics.accept.AcceptStation;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** The source of an operator's ticks. */
@FunctionalInterface
interface Ticks extends Serializable {

  /**
   * Begins to call {@code tick} in the task at intervals, if there is something to do.
   *
   * @param needed whether there is something to do; may be asked in another thread
   * @return ends it
   */
  AutoCloseable begin(
      StreamOperatorParameters<?> task, BooleanSupplier needed, ProcessingTimeCallback tick);

  /** On a thread that many tasks share. */
  static AutoCloseable shared(
      StreamOperatorParameters<?> task, BooleanSupplier needed, ProcessingTimeCallback tick) {
    return new SharedTimers(task.getMailboxExecutor(), Duration.ZERO)
        .repeat(AcceptStation.INTERVAL, needed, tick);
  }

  /** By the task's own clock. */
  static AutoCloseable ofTask(
      StreamOperatorParameters<?> task, BooleanSupplier needed, ProcessingTimeCallback tick) {
    await(task.getProcessingTimeService(), needed, tick);
    return () -> {};
  }

  private static void await(
      ProcessingTimeService clock, BooleanSupplier needed, ProcessingTimeCallback tick) {
    clock.registerTimer(
        clock.getCurrentProcessingTime() + AcceptStation.INTERVAL.toMillis(),
        now -> {
          if (needed.getAsBoolean()) {
            tick.onProcessingTime(now);
          }
          await(clock, needed, tick);
        });
  }
}
