package io.twinroute.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

class RouteFileTextTest {

  @Test
  void shouldPutRoutesIntoACompleteFile() throws JsonProcessingException {
    Scenario scenario =
        ScenarioReader.read(
            "name",
            """
            about: Something.
            route:
              left: { as: order, lateness: 30s, key: /id }
              join: { type: left, before: 0, after: 5m }
              parallelism: 3
            left: { 0: [] }
            right: { 0: [] }
            expect: {}
            """);

    String text =
        new RouteFileText("localhost:1", "localhost:2", "localhost:3", "/state")
            .route("one", scenario, "one-{engine}", 4)
            .route("two", scenario.withTopics("a", "b"), "two", 1)
            .text();

    assertThat(new YAMLMapper().readTree(text))
        .isEqualTo(
            new YAMLMapper()
                .readTree(
                    """
                    twinroute:
                      clusters:
                        east: { bootstrap-servers: "localhost:1" }
                        west: { bootstrap-servers: "localhost:2" }
                        central: { bootstrap-servers: "localhost:3" }
                      routes:
                        one:
                          left: { cluster: east, topic: orders, as: order, lateness: 30s, key: /id }
                          right: { cluster: west, topic: payments }
                          join: { type: left, before: 0, after: 5m }
                          parallelism: 3
                          output: { cluster: central, topic: "one-{engine}", partitions: 4 }
                        two:
                          left: { cluster: east, topic: a, as: order, lateness: 30s, key: /id }
                          right: { cluster: west, topic: b }
                          join: { type: left, before: 0, after: 5m }
                          parallelism: 3
                          output: { cluster: central, topic: two, partitions: 1 }
                      flink: { state-dir: /state/flink }
                      kstreams: { state-dir: /state/kstreams }
                    """));
  }
}
