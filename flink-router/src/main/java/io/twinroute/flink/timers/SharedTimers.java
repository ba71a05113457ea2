package io.twinroute.flink.timers;

import io.twinroute.runtime.SharedThread;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * A task's timers on a thread that the tasks of many jobs share; Flink's own timers have a thread
 * for each task. Due actions run in the task's own thread, as with Flink's, and no longer once the
 * task has ended. A task that is ending may still run due actions, so its operators check whether
 * they are finished.
 */
public final class SharedTimers implements ProcessingTimeService {

  /** Without timers, the thread ends: the class loader of a job that has ended must not stay. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private static final ScheduledThreadPoolExecutor THREAD = thread();

  private final MailboxExecutor task;
  private final Duration atLeast;

  /**
   * @param task runs the due actions
   * @param atLeast the shortest delay of a timer
   */
  public SharedTimers(MailboxExecutor task, Duration atLeast) {
    this.task = task;
    this.atLeast = atLeast;
  }

  private static ScheduledThreadPoolExecutor thread() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, work -> SharedThread.of("twinroute-timers", work));
    executor.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  @Override
  public long getCurrentProcessingTime() {
    return System.currentTimeMillis();
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
    long delay = Math.max(timestamp - getCurrentProcessingTime(), atLeast.toMillis());
    return THREAD.schedule(() -> due(timestamp, target), delay, TimeUnit.MILLISECONDS);
  }

  /**
   * Calls {@code target} in the task repeatedly, until the returned handle is closed. If there is
   * no need, the task is not even woken.
   *
   * @param needed asked on the shared thread, so it must be quick
   */
  public AutoCloseable repeat(
      Duration pause, BooleanSupplier needed, ProcessingTimeCallback target) {
    AtomicBoolean closed = new AtomicBoolean();
    look(pause, needed, target, closed);
    return () -> closed.set(true);
  }

  private void look(
      Duration pause, BooleanSupplier needed, ProcessingTimeCallback target, AtomicBoolean closed) {
    Runnable look =
        () -> {
          if (closed.get()) {
            return;
          }
          if (needed.getAsBoolean()) {
            due(
                getCurrentProcessingTime(),
                now -> {
                  if (!closed.get()) {
                    target.onProcessingTime(now);
                    look(pause, needed, target, closed);
                  }
                });
          } else {
            look(pause, needed, target, closed);
          }
        };
    THREAD.schedule(look, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void due(long timestamp, ProcessingTimeCallback target) {
    try {
      task.execute(() -> target.onProcessingTime(timestamp), "timer");
    } catch (RejectedExecutionException e) {
      // the task has ended
    }
  }
}
