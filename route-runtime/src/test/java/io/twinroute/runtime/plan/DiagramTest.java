package io.twinroute.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.runtime.Routes;
import org.junit.jupiter.api.Test;

class DiagramTest {

  @Test
  void shouldDrawEachNodeAndEdgeOnce() {
    Diagram diagram = new Diagram(TestEngines.FLINK, Routes.plan(), 0);
    String orders = diagram.topic("east/orders");
    String accept = diagram.step("1", "accept");
    diagram.edge(orders, accept);
    diagram.edge(diagram.topic("east/orders"), diagram.step("1", "accept"));

    assertThat(diagram.toString().lines())
        .containsExactly(
            "  subgraph flink0[\"Flink: paid-orders\"]",
            "    flink0_0[(\"east/orders\")]",
            "    flink0_1[\"accept\"]",
            "    flink0_0 --> flink0_1",
            "  end");
  }

  /** A name may hold what Mermaid reads as its own, and must not end a label. */
  @Test
  void shouldEscapeNames() {
    assertThat(Diagram.escaped("a\"] end <b>#x;`\n"))
        .isEqualTo("a#34;#93; end #60;b#62;#35;x#59;#96;#10;");
    assertThat(Diagram.escaped("east/orders-1_2.é")).isEqualTo("east/orders-1_2.é");
  }
}
