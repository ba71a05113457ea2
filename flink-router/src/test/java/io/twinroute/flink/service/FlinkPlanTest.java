package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.engine.FlinkSettings;
import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.plan.Diagram;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlinkPlanTest {

  private static final FlinkSettings FLINK =
      new FlinkSettings(null, FlinkSettings.StateBackend.ROCKSDB, "state", Duration.ofSeconds(2));

  @Test
  void shouldShowEveryOperatorWithItsUidInTheOrderOfTheRecords() {
    String text = new FlinkPlan(Routes.pinned(1, 1, 2).plan(), FLINK).toString();

    assertThat(text.lines().filter(line -> line.contains("operator")))
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .endsWith("Source: read east/orders, west/payments (uid source) ->"),
            line -> assertThat(line).endsWith("accept order, payment (uid accept) ->"),
            line -> assertThat(line).endsWith("inner (uid logic) ->"),
            line ->
                assertThat(line)
                    .endsWith(
                        "write paid-flink, paid-flink.late, paid-flink.dead-letter: Writer"
                            + " (uid sink) ->"),
            line -> assertThat(line).endsWith("Committer (uid Sink Committer: sink)"));
  }

  @Test
  void shouldDrawTheOperatorsBetweenTheTopics() {
    RoutePlan route = Routes.pinned(1, 1, 2).plan();
    Diagram diagram = new Diagram(FlinkEngine.ENGINE, route, 0);

    new FlinkPlan(route, FLINK).draw(diagram);

    String text = diagram.toString();
    assertThat(text.lines().filter(line -> line.contains("[(")))
        .extracting(line -> line.replaceAll(".*\\(\"(.*)\"\\).*", "$1"))
        .containsExactlyInAnyOrder(
            "east/orders",
            "west/payments",
            "central/paid-flink",
            "central/paid-flink.late",
            "central/paid-flink.dead-letter");
    assertThat(text).contains("[\"accept order, payment\"]", "[\"inner\"]");
    assertThat(text.lines().filter(line -> line.contains(" --> "))).hasSize(2 + 4 + 3);
  }

  @Test
  void shouldShowUnderWhichNamesTheRoutesJobsRun() {
    String text = new FlinkPlan(Routes.pinned(1, 1, 2).plan(), FLINK).toString();

    assertThat(text.lines())
        .anyMatch(line -> line.matches(" +flink job +twinroute/paid-orders/<incarnation>/\\*"));
  }
}
