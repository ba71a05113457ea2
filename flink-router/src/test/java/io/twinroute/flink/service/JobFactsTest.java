package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.service.Checkpoints.Complete;
import io.twinroute.runtime.supervise.EngineFacts;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;

class JobFactsTest {

  private Duration passed = Duration.ofHours(1);
  private CompletableFuture<Checkpoints> answer = new CompletableFuture<>();
  private int asked;
  private final JobFacts facts =
      new JobFacts(Duration.ofSeconds(2), Duration.ofSeconds(5), true, () -> passed.toNanos());

  @Test
  void shouldNotWaitForAnAnswer() {
    look();
    look();

    assertThat(asked).isEqualTo(1);
    assertThat(facts.now().committedAt()).isEmpty();
    assertThat(facts.now().stateBytes()).isEmpty();
  }

  @Test
  void shouldMeasureTheAgeOfACheckpointByItsOwnClock() {
    answer = complete(7, 2, 1_000);
    look();
    long seen = passed.toNanos();
    look();
    answer = complete(7, 2, 1_000);
    for (int i = 0; i < 20; i++) {
      look();
    }

    EngineFacts now = facts.now();
    assertThat(now.committedAt().orElseThrow() - seen)
        .isLessThanOrEqualTo(Duration.ofSeconds(2).toNanos());
    assertThat(now.openSince().orElseThrow())
        .isEqualTo(now.committedAt().orElseThrow() - Duration.ofMillis(250).toNanos());
    assertThat(now.commitDuration()).contains(Duration.ofMillis(250));
    assertThat(now.stateBytes()).hasValue(1_000);
    assertThat(now.savepointBytes()).hasValue(77);
    assertThat(now.recentBytes()).hasValue(42);
    assertThat(now.failedCommits()).hasValue(2);
    assertThat(now.commitInterval()).contains(Duration.ofSeconds(5));
  }

  @Test
  void shouldCountFailuresOfEarlierJobsOnce() {
    answer = complete(7, 2, 1_000);
    look();
    look();
    facts.begin();
    answer = complete(1, 1, 10);
    look();
    look();
    look();

    assertThat(facts.now().failedCommits()).hasValue(3);
  }

  @Test
  void shouldCountEachRestartOfAJobOnce() {
    facts.status(JobStatus.CREATED);
    facts.status(JobStatus.RUNNING);
    facts.status(JobStatus.RESTARTING);
    facts.status(JobStatus.RESTARTING);
    facts.status(JobStatus.RUNNING);
    look();

    assertThat(facts.now().rebalances()).hasValue(1);
  }

  private static CompletableFuture<Checkpoints> complete(long id, long failed, long bytes) {
    return CompletableFuture.completedFuture(
        new Checkpoints(
            new Complete(id, Duration.ofMillis(250), bytes), failed, OptionalLong.of(77)));
  }

  private void look() {
    passed = passed.plusSeconds(1);
    facts.look(
        () -> {
          asked++;
          return answer;
        },
        Map.of(CounterNames.RECENT_BYTES, 42L));
  }
}
