package io.twinroute.config.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.Yaml;
import io.twinroute.config.engine.TestEngines.FlinkSettings;
import io.twinroute.config.engine.TestEngines.StreamsSettings;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void shouldFindTheDeclaredEnginesInTheOrderOfTheirIds() {
    assertThat(Engines.all()).containsExactly(TestEngines.FLINK, TestEngines.KSTREAMS);
    assertThat(Engines.first()).isEqualTo(TestEngines.FLINK);
    assertThat(Engines.ids(" or ")).isEqualTo("flink or kstreams");
  }

  @Test
  void shouldFindAnEngineByItsId() {
    assertThat(Engines.withId("kstreams")).contains(TestEngines.KSTREAMS);
    assertThat(Engines.withId("Kafka Streams")).isEmpty();
  }

  @Test
  void shouldTellEnginesApartByTheirIds() {
    assertThat(new Engine("flink", "another title")).isEqualTo(TestEngines.FLINK);
    assertThat(new Engine("flunk", "Flink")).isNotEqualTo(TestEngines.FLINK);
  }

  @Test
  void shouldPutTheSectionsBetweenNamesAndRestarts() {
    assertThat(RouteFileKeys.ROOT.keys().keySet())
        .containsExactly("clusters", "routes", "naming", "flink", "kstreams", "restart");
  }

  @Test
  void shouldReadEachSectionAsItsEngineDeclaresIt() throws Exception {
    RouteFile file = Yaml.plan(Yaml.VALID + "  flink: { cluster: 'a:1' }\n");

    assertThat(file.settings(FlinkSettings.class)).isEqualTo(new FlinkSettings("a:1", 4));
    assertThat(file.settings(StreamsSettings.class)).isEqualTo(new StreamsSettings(null));
  }

  @Test
  void shouldHaveNoSettingsThatNoEngineDeclares() throws Exception {
    RouteFile file = Yaml.plan(Yaml.VALID);

    assertThatThrownBy(() -> file.settings(RestartSettings.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(RestartSettings.class.getName());
  }

  @Test
  void shouldReportWhatAnEngineFindsWrong() {
    assertThat(Yaml.problems(Yaml.VALID + "  flink: { cluster: 'a:1', slots: 2 }\n"))
        .containsExactly("twinroute.flink.slots: belongs to no cluster; remove it");
  }

  @Test
  void shouldTellWhatKeepsAnEngineFromRunningARoute() throws Exception {
    RouteFile file = Yaml.plan(Yaml.VALID.replace("topic: orders", "topic: _orders"));
    String line =
        "twinroute.routes.paid-orders.left.topic: the engine kstreams cannot run this route: no"
            + " copies; use another topic";

    assertThat(Obstacle.of(file)).containsExactly(line);
    assertThat(Obstacle.of(TestEngines.KSTREAMS, file.routes().get(0))).containsExactly(line);
    assertThat(Obstacle.of(TestEngines.FLINK, file.routes().get(0))).isEmpty();
  }
}
