package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.plan.Diagram;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamsPlanTest {

  private static final StreamsSettings SETTINGS = settings(Mirror.MANAGED);

  @Test
  void shouldNameWhatTheRouteLeavesOnTheTarget() {
    String text = StreamsPlan.of(Routes.plan(Repartition.AUTO), SETTINGS);

    assertThat(text)
        .contains("application id   twinroute-paid-orders-<incarnation>")
        .contains("twinroute-east-to-central.orders copies east/orders to east.orders")
        .contains("twinroute-west-to-central.payments copies west/payments to west.payments")
        .contains("state, changelog twinroute-paid-orders-<incarnation>-state-changelog")
        .contains("results          paid-kstreams")
        .contains("otherwise twinroute-paid-orders-<incarnation>-accepted-repartition")
        .contains("Sub-topology: 0")
        .doesNotContain("Sub-topology: 1");
  }

  @Test
  void shouldShowTheRepartitionTopicWhereItIsAskedFor() {
    String text = StreamsPlan.of(Routes.plan(Repartition.ALWAYS), SETTINGS);

    assertThat(text)
        .contains(
            "repartition      twinroute-paid-orders-<incarnation>-accepted-repartition with 2")
        .contains("progress, changelog twinroute-paid-orders-<incarnation>-progress-changelog")
        .contains("Sub-topology: 1");
  }

  @Test
  void shouldSayWhoRunsTheMirrors() {
    assertThat(StreamsPlan.of(Routes.plan(Repartition.AUTO), SETTINGS))
        .contains("Connect worker   in the router's own process");
    assertThat(StreamsPlan.of(Routes.plan(Repartition.AUTO), settings(Mirror.EXTERNAL)))
        .contains("Connect worker   run by others (mirror: external)")
        .contains("mirror           someone else copies east/orders to east.orders");
  }

  @Test
  void shouldDrawTheMirrorsAndTheTopology() {
    RoutePlan route = Routes.plan(Repartition.ALWAYS);
    Diagram diagram = new Diagram(StreamsEngine.ENGINE, route, 1);

    StreamsPlan.draw(route, diagram);

    String text = diagram.toString();
    assertThat(text)
        .contains(
            "[(\"east/orders\")]",
            "[\"mirror twinroute-east-to-central.orders\"]",
            "[(\"central/east.orders\")]",
            "[(\"central/paid-kstreams\")]",
            "accepted-repartition\")]",
            "[\"logic\"]");
    assertThat(text.lines().filter(line -> line.contains("accepted-repartition\")]"))).hasSize(1);
    assertThat(text.lines().filter(line -> line.contains(" --> ")))
        .isNotEmpty()
        .allMatch(line -> line.matches(" {4}kstreams1_\\d+ --> kstreams1_\\d+"));
  }

  private static StreamsSettings settings(Mirror mirror) {
    return new StreamsSettings(null, mirror, "state", Duration.ofMillis(200), 1, 16, 64);
  }
}
