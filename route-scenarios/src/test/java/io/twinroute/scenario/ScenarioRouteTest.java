package io.twinroute.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceRule.Window;
import io.twinroute.reference.ReferenceSide;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioRouteTest {

  @Test
  void shouldTakeWhatIsWritten() {
    ScenarioRoute route =
        new ScenarioRoute(
            Map.of(
                "left", Map.of("as", "order", "lateness", "2h", "key", "/id"),
                "right", Map.of("as", "payment", "lateness", "1d"),
                "join", Map.of("type", "outer", "before", "7ms", "after", 0),
                "parallelism", 3,
                "max-record-bytes", 99));

    assertThat(route.reference())
        .isEqualTo(
            new ReferenceRoute(
                new ReferenceSide("order", 7_200_000, "/id"),
                new ReferenceSide("payment", 86_400_000, null),
                new Window(Unmatched.BOTH, 7, 0),
                99));
    assertThat(route.parallelism()).isEqualTo(3);
    assertThat(route.plain().reference().maxRecordBytes()).isEqualTo(16_777_216);
    assertThat(route.withLimit(7).reference().maxRecordBytes()).isEqualTo(7);
  }

  @Test
  void shouldHaveARouteFilesDefaults() {
    ScenarioRoute route = new ScenarioRoute(Map.of("join", Map.of("before", "5m", "after", "1s")));

    assertThat(route.reference())
        .isEqualTo(
            new ReferenceRoute(
                new ReferenceSide("left", 30_000, null),
                new ReferenceSide("right", 30_000, null),
                new Window(Unmatched.NONE, 300_000, 1_000)));
    assertThat(route.parallelism()).isEqualTo(2);
  }

  @Test
  void shouldKeepSupersededVersionsAsLongAsTheLongerLateness() {
    Map<String, Object> left = Map.of("lateness", "1m");
    ScenarioRoute unwritten =
        new ScenarioRoute(Map.of("left", left, "join", Map.of("type", "left-lookup")));
    ScenarioRoute written =
        new ScenarioRoute(Map.of("left", left, "join", Map.of("type", "lookup", "history", "1h")));

    assertThat(unwritten.history()).isEqualTo(Duration.ofMinutes(1));
    assertThat(unwritten.reference().join()).isEqualTo(new Lookup(true));
    assertThat(written.history()).isEqualTo(Duration.ofHours(1));
    assertThat(written.reference().join()).isEqualTo(new Lookup(false));
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThatThrownBy(() -> join(Map.of("type", "cross")).reference())
        .hasMessageContaining("cross");
    assertThatThrownBy(() -> join(Map.of("type", "inner")).reference())
        .hasMessageContaining("before");
    assertThatThrownBy(() -> join(Map.of("before", "5", "after", 0)).reference())
        .hasMessageContaining("'5'");
  }

  private static ScenarioRoute join(Map<String, Object> join) {
    return new ScenarioRoute(Map.of("join", join));
  }
}
