package io.twinroute.mirror.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.mirror.Routes;
import io.twinroute.runtime.engine.EngineDeclarations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MirrorToolsTest {

  private final MirrorTools tools = new MirrorTools();

  @Test
  void shouldBeFound() {
    assertThat(EngineDeclarations.tools(StreamsEngine.ENGINE))
        .singleElement()
        .isInstanceOf(MirrorTools.class);
  }

  @Test
  void shouldShowWhichConnectorCopiesWhat() {
    assertThat(tools.plan(file(Mirror.MANAGED)))
        .containsExactly(
            "",
            "Mirrors (Kafka Streams only)",
            "  twinroute-east-to-central.orders copies orders",
            "  twinroute-west-to-central.payments copies payments");
  }

  @Test
  void shouldSayWhatIsNotMirrored() {
    RoutePlan unmirrored =
        Routes.route(
            "internal",
            Routes.EAST,
            "__orders",
            Routes.WEST,
            "payments",
            Routes.CENTRAL,
            Delivery.EXACTLY_ONCE);

    assertThat(tools.plan(file(Mirror.MANAGED, Routes.paidOrders(), unmirrored)))
        .contains("  twinroute-east-to-central.orders copies orders")
        .anyMatch(
            line ->
                line.startsWith(
                    "  twinroute.routes.internal.left.topic: the engine kstreams cannot run this"
                        + " route: MirrorMaker never copies the topic '__orders'"));
  }

  @Test
  void shouldSayThatOthersRunTheMirrors() {
    assertThat(tools.plan(file(Mirror.EXTERNAL)))
        .contains("Mirrors (Kafka Streams only; to be run by others)");
  }

  private static RouteFile file(Mirror mirror) {
    return file(mirror, Routes.paidOrders());
  }

  private static RouteFile file(Mirror mirror, RoutePlan... routes) {
    return new RouteFile(
        Map.of(),
        List.of(routes),
        List.of(new StreamsSettings(null, mirror, "state", Duration.ofMillis(100), 4, 16, 64)),
        new RestartSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 8),
        List.of());
  }
}
