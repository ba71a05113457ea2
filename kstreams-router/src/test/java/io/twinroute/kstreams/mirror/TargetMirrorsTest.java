package io.twinroute.kstreams.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.StreamsSettings;
import io.twinroute.config.plan.StreamsSettings.Mirror;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TargetMirrorsTest {

  private static final RoutePlan ROUTE = Routes.plan(Repartition.AUTO);

  /** Without a scheme that anybody speaks, a worker's clients refuse at once. */
  private static final Cluster UNUSABLE =
      new Cluster("central", "localhost:1", Map.of("security.protocol", "NONE"));

  @Test
  @Timeout(30)
  void shouldRunNoWorkerForMirrorsOfOthers() {
    try (TargetMirrors mirrors = mirrors(Mirror.EXTERNAL)) {
      mirrors.ensureRunning();

      assertThat(mirrors.failure(ROUTE)).isEmpty();
    }
  }

  @Test
  @Timeout(30)
  void shouldRunAWorkerForItsOwnMirrors() {
    try (TargetMirrors mirrors = mirrors(Mirror.MANAGED)) {
      assertThatThrownBy(mirrors::ensureRunning).isInstanceOf(RouteFailedException.class);
      assertThat(mirrors.failure(ROUTE)).isPresent();
    }
  }

  private static TargetMirrors mirrors(Mirror mirror) {
    return new TargetMirrors(
        UNUSABLE,
        List.of(ROUTE),
        new StreamsSettings(null, mirror, "state", Duration.ofMillis(200), 1, 64));
  }
}
