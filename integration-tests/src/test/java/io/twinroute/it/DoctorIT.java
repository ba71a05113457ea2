package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.FirstTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor says what a route will meet on its clusters, and changes nothing there. */
@FirstTier
class DoctorIT {

  private final String route = ThreeClusters.unique("doctor");

  @TempDir private Path folder;

  @Test
  void shouldFindAHealthyRouteHealthy() throws IOException {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2)) {
      for (SourceTopic topic : List.of(orders, payments)) {
        topic.send(null, System.currentTimeMillis(), "k".getBytes(UTF_8), "1".getBytes(UTF_8));
        topic.flush();
      }
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 2).write(folder);

      Command.Result text = Command.run("doctor", "--config", config.toString());

      assertThat(text.exit()).as(text.toString()).isZero();
      assertThat(text.out().lines())
          .allMatch(line -> line.startsWith("ok    "))
          .anyMatch(line -> line.startsWith("ok    cluster east: answers at "))
          .contains(
              "ok    cluster central: transaction.version is 2",
              "ok    cluster east: metadata.version is 4.3-IV0",
              "ok    rights on east: the cluster has no authorizer: everybody may do everything",
              "ok    route %s: on flink it starts over, at the beginning of its sources"
                  .formatted(route),
              "ok    route %s, source east/%s: 2 partition(s), may be read"
                  .formatted(route, orders.name()),
              "ok    route %s: the inputs are partitioned alike: kstreams needs no repartition topic"
                  .formatted(route),
              "ok    route %s, output central/%s-flink: will be created with 2 partition(s)"
                  .formatted(route, route));
    }
  }

  @Test
  void shouldNameAllThatIsWrongWithTheWayOut() throws IOException {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2)) {
      long tomorrow = System.currentTimeMillis() + Duration.ofMinutes(30).toMillis();
      orders.send(0, tomorrow, "k".getBytes(UTF_8), "1".getBytes(UTF_8));
      orders.flush();
      SourceTopic.create(ThreeClusters.central(), route + "-kstreams", 3).close();
      Path config =
          new RouteYaml()
              .flink("cluster: \"localhost:2\"")
              .kstreams("connect: \"http://localhost:3\"")
              .route(route, orders.name(), route + ".missing", 2)
              .write(folder);
      String text = Files.readString(config);
      String west = ThreeClusters.west().bootstrapServers();
      Path broken =
          Files.writeString(
              folder.resolve("broken.yml"),
              text.replace(
                      "east:    {",
                      "nowhere: { bootstrap-servers: \"localhost:1\" }\n    east:    {")
                  + """
                      other:
                        left:  { cluster: nowhere, topic: a }
                        right: { cluster: east, topic: %s }
                        join:  { type: inner, before: 1m, after: 1m }
                        output: { cluster: central, topic: "other-{engine}" }
                  """
                      .formatted(orders.name())
                      .indent(0));

      Command.Result result =
          Command.run("doctor", "--config", broken.toString(), "--format", "json");

      assertThat(result.exit()).as(result.toString()).isEqualTo(1);
      assertThat(result.err()).isEmpty();
      assertThat(findings(result.out()))
          .contains(
              "fail route %s, source west/%s.missing: Topic '%s.missing' does not exist on cluster 'west' at %s. Create it, or correct the route's topic."
                  .formatted(route, route, route, west),
              "fail route %s, output: the engines' topics have [2, 3] partitions: the same record would be in different ones. Make them alike."
                  .formatted(route))
          .anyMatch(
              f ->
                  f.startsWith(
                      "fail cluster nowhere: Cluster 'nowhere' does not answer at localhost:1"))
          .anyMatch(f -> f.startsWith("fail Flink at localhost:2: does not answer ("))
          .anyMatch(f -> f.startsWith("fail Connect at localhost:3: the worker does not answer ("))
          .anyMatch(
              f ->
                  f.startsWith(
                      "fail route other, output central/other-flink: does not exist. Create it"))
          .anyMatch(
              f ->
                  f.startsWith(
                      "warn route %s, source east/%s: its newest record is PT29M"
                          .formatted(route, orders.name())));
    }
  }

  private static List<String> findings(String json) throws IOException {
    List<String> findings = new ArrayList<>();
    for (JsonNode finding : new ObjectMapper().readTree(json)) {
      findings.add(
          "%s %s: %s"
              .formatted(
                  finding.get("level").asText(),
                  finding.get("subject").asText(),
                  finding.get("message").asText()));
    }
    return findings;
  }
}
