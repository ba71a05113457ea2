package io.twinroute.runtime.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.failure.Failure.Several;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.failure.Unanswered.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  private final Problems problems = new Problems();

  @Test
  void shouldTellEachFailureOnce() {
    Misconfigured topic = new Misconfigured("Create the topic.");
    found(away("east"));
    found(away("west"));
    found(topic);
    found(away("east"));

    RouteFailedException thrown = thrown();

    assertThat(thrown.failure()).isEqualTo(new Several(List.of(away("east"), away("west"), topic)));
    assertThat(thrown.isPermanent()).isFalse();
    assertThat(thrown.getMessage().lines()).hasSize(3).last().isEqualTo("Create the topic.");
  }

  /** Trying again would fix the other one only. */
  @Test
  void shouldBeAsHopelessAsTheWorstOfThem() {
    found(away("east"));
    found(new Unresumable("The state is gone."));

    assertThat(thrown().isPermanent()).isTrue();
  }

  @Test
  void shouldLetPassWhatHasNoProblems() {
    problems.collect(() -> {});

    assertThatNoException().isThrownBy(problems::mustBeNone);
  }

  private void found(Failure failure) {
    problems.collect(
        () -> {
          throw new RouteFailedException(failure);
        });
  }

  private RouteFailedException thrown() {
    return catchThrowableOfType(RouteFailedException.class, problems::mustBeNone);
  }

  private static Unreachable away(String cluster) {
    return new Unreachable(
        new Cluster(cluster, cluster + ":9092", Map.of()), "describe", Duration.ofSeconds(10));
  }
}
