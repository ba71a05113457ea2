package io.twinroute.flink.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.Test;

class SharedTimersTest {

  private final Task task = new Task();
  private final List<Long> due = new ArrayList<>();
  private final SharedTimers timers = new SharedTimers(task, Duration.ZERO);

  @Test
  void shouldRunWhatIsDueInTheTask() throws Exception {
    long soon = timers.getCurrentProcessingTime() + 20;

    timers.registerTimer(soon, due::add);

    await().until(() -> !task.mails.isEmpty());
    assertThat(timers.getCurrentProcessingTime()).isGreaterThanOrEqualTo(soon);
    assertThat(due).isEmpty();
    task.mails.remove().run();
    assertThat(due).containsExactly(soon);
  }

  @Test
  void shouldLetATaskEnd() {
    task.ended = true;
    timers.registerTimer(0, due::add);
    Task other = new Task();

    new SharedTimers(other, Duration.ZERO).registerTimer(0, due::add);

    await().until(() -> !other.mails.isEmpty());
    assertThat(due).isEmpty();
  }

  @Test
  void shouldRunNothingThatIsCancelled() {
    timers.registerTimer(timers.getCurrentProcessingTime() + 50, due::add).cancel(false);
    timers.registerTimer(timers.getCurrentProcessingTime() + 60, due::add);

    await().until(() -> !task.mails.isEmpty());
    assertThat(task.mails).hasSize(1);
  }

  @Test
  void shouldBeLateWhereTimersMayWait() {
    long begin = System.nanoTime();

    new SharedTimers(task, Duration.ofMillis(80)).registerTimer(0, due::add);

    await().until(() -> !task.mails.isEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(79));
  }

  @Test
  void shouldRepeatWhatIsNeededUntilItIsClosed() throws Exception {
    AtomicBoolean needed = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    AutoCloseable repeated =
        timers.repeat(
            Duration.ofMillis(5),
            () -> {
              asked.incrementAndGet();
              return needed.get();
            },
            due::add);
    await().until(() -> asked.get() > 3);
    assertThat(task.mails).isEmpty();

    needed.set(true);
    await().until(() -> !task.mails.isEmpty());
    task.mails.remove().run();
    assertThat(due).hasSize(1);
    await().until(() -> !task.mails.isEmpty());

    repeated.close();
    task.mails.remove().run();
    assertThat(due).hasSize(1);
    int before = asked.get();
    await().during(Duration.ofMillis(50)).until(() -> asked.get() == before);
    assertThat(task.mails).isEmpty();
  }

  private static final class Task implements MailboxExecutor {
    final Queue<ThrowingRunnable<? extends Exception>> mails = new ConcurrentLinkedQueue<>();
    volatile boolean ended;

    @Override
    public void execute(
        MailOptions options,
        ThrowingRunnable<? extends Exception> command,
        String description,
        Object... arguments) {
      if (ended) {
        throw new RejectedExecutionException("ended");
      }
      mails.add(command);
    }

    @Override
    public void yield() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean tryYield() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean shouldInterrupt() {
      return false;
    }
  }
}
