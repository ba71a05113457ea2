package io.twinroute.flink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RouteFile;
import io.twinroute.runtime.engine.EngineDeclarations;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlinkDeclarationTest {

  private final FlinkDeclaration declaration = new FlinkDeclaration();

  @Test
  void shouldBeFound() {
    assertThat(EngineDeclarations.of(FlinkEngine.ENGINE)).isInstanceOf(FlinkDeclaration.class);
  }

  @Test
  void shouldListTheRightsOfRouterAndJob() throws Exception {
    assertThat(grants(""))
        .containsExactly(
            "flink-router at east: READ on literal TOPIC orders",
            "flink-router at west: READ on literal TOPIC payments",
            "flink-router at central: DESCRIBE_CONFIGS, WRITE on literal TOPIC paid-orders-flink",
            "flink-router at central: CREATE, DESCRIBE_CONFIGS, WRITE on literal TOPIC"
                + " paid-orders-flink.late",
            "flink-router at central: CREATE, DESCRIBE_CONFIGS, WRITE on literal TOPIC"
                + " paid-orders-flink.dead-letter",
            "flink-router at central: CREATE, DESCRIBE_CONFIGS, READ, WRITE on literal TOPIC"
                + " twinroute.pins",
            "flink-router at central: WRITE on literal TRANSACTIONAL_ID twinroute-pins-paid-orders",
            "flink-router at central: WRITE on prefixed TRANSACTIONAL_ID twinroute-paid-orders-");
  }

  @Test
  void shouldNeedNoTransactionsOfItsOwnForAtLeastOnce() throws Exception {
    assertThat(grants("    delivery: at-least-once"))
        .noneMatch(grant -> grant.contains("prefixed TRANSACTIONAL_ID"));
  }

  private List<String> grants(String addition) throws Exception {
    RouteFile file = Yaml.read(addition);
    return declaration.grants(file.routes().get(0), file).stream().map(Object::toString).toList();
  }
}
