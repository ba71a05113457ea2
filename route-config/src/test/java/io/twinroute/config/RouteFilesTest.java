package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Sides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {

  private static final String COMPACT =
      """
      twinroute:
        clusters:
          east:    { bootstrap-servers: "localhost:19092" }
          west:    { bootstrap-servers: "localhost:29092, [::1]:29093" }
          central: { bootstrap-servers: "localhost:39092", properties: { acks: all, linger.ms: 5 } }
        routes:
          paid-orders:
            left:  { cluster: east, topic: orders,   as: order,   lateness: 30s }
            right: { cluster: west, topic: payments, as: payment, lateness: 30s }
            join:  { type: inner, before: 10m, after: 10m }    # inner | left | outer
            output: { cluster: central, topic: "paid-orders-{engine}" }
            delivery: exactly-once
      """;

  @TempDir Path folder;

  @Test
  void shouldReadRouteFile() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("routes.yml"), COMPACT);

    // when
    RouteFile read = RouteFiles.read(file);

    // then
    Cluster east = new Cluster("east", "localhost:19092", Map.of());
    Cluster west = new Cluster("west", "localhost:29092,[::1]:29093", Map.of());
    Cluster central =
        new Cluster("central", "localhost:39092", Map.of("acks", "all", "linger.ms", "5"));
    Duration lateness = Duration.ofSeconds(30);
    Duration silence = Duration.ofMinutes(5);
    assertThat(read.clusters().values()).containsExactly(east, west, central);
    assertThat(read.routes())
        .containsExactly(
            new RoutePlan(
                "paid-orders",
                List.of(
                    new RouteInput(
                        Sides.LEFT,
                        "left",
                        List.of(new SourceTopic(east, "orders")),
                        "order",
                        JsonFormat.JSON,
                        lateness,
                        null,
                        silence),
                    new RouteInput(
                        Sides.RIGHT,
                        "right",
                        List.of(new SourceTopic(west, "payments")),
                        "payment",
                        JsonFormat.JSON,
                        lateness,
                        null,
                        silence)),
                JoinRule.inner(new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(10))),
                new Output(
                    central,
                    "paid-orders-{engine}",
                    "paid-orders-{engine}.late",
                    "paid-orders-{engine}.dead-letter",
                    null,
                    null,
                    Cleanup.DELETE),
                Delivery.EXACTLY_ONCE,
                Repartition.AUTO,
                2,
                null));
  }

  @Test
  void shouldUseDefaults() throws Exception {
    // given
    String yaml =
        Yaml.VALID
            .replace("        lateness: 30s\n", "")
            .replace("        lateness: 45s\n", "")
            .replace("        as: order\n", "")
            .replace("        as: payment\n", "")
            .replace("        type: inner\n", "")
            .replace("      delivery: exactly-once\n", "");

    // when
    RouteFile file = Yaml.plan(yaml);

    // then
    RoutePlan route = file.routes().get(0);
    assertThat(route.inputs()).extracting(RouteInput::as).containsExactly("left", "right");
    assertThat(route.inputs())
        .extracting(RouteInput::lateness)
        .containsOnly(Duration.ofSeconds(30));
    assertThat(route.delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(file.restart())
        .isEqualTo(new RestartSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 8));
  }

  @Test
  void shouldReadEverySetting() throws Exception {
    // given
    String yaml =
        Yaml.VALID.replace("exactly-once", "at-least-once")
            + """
                  repartition: always
                  parallelism: 4
                  max-record-bytes: 100000
                  enabled: false
              restart:
                initial-backoff: PT2S
                max-backoff: 1h
                max-attempts: 0
            """;
    yaml =
        yaml.replace(
            "{engine}\"",
            "{engine}\"\n        partitions: 6\n        replication: 3\n        cleanup: compact");

    // when
    RouteFile file = Yaml.plan(yaml);

    // then
    RoutePlan route = file.routes().get(0);
    assertThat(route.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(route.repartition()).isEqualTo(Repartition.ALWAYS);
    assertThat(route.parallelism()).isEqualTo(4);
    assertThat(route.maxRecordBytes()).isEqualTo(100_000);
    assertThat(route.enabled()).isFalse();
    assertThat(file.enabledRoutes()).isEmpty();
    assertThat(route.output().partitions()).isEqualTo(6);
    assertThat(route.output().replication()).isEqualTo(3);
    assertThat(route.output().cleanup()).isEqualTo(Cleanup.COMPACT);
    assertThat(file.restart())
        .isEqualTo(new RestartSettings(Duration.ofSeconds(2), Duration.ofHours(1), 0));
  }

  @Test
  void shouldReadNamesWithDots() throws Exception {
    // given
    String yaml = Yaml.VALID.replace("    paid-orders:", "    shop.paid.orders:");

    // when
    RouteFile file = Yaml.plan(yaml);

    // then
    assertThat(file.routes()).extracting(RoutePlan::name).containsExactly("shop.paid.orders");
  }

  @Test
  void shouldKeepOtherRootsForMicronaut() {
    // given
    String yaml = Yaml.VALID + "micronaut:\n  server:\n    port: 8080\nlogger: {}\n";

    // when / then
    assertThat(Yaml.problems(yaml)).isEmpty();
  }

  @Test
  void shouldNameTheFileWhenItIsMissing() {
    assertThat(problemsOfFile(folder.resolve("none.yml")))
        .containsExactly(folder.resolve("none.yml") + ": no such file");
  }

  @Test
  void shouldNameTheFileWhenItIsADirectory() {
    assertThat(problemsOfFile(folder))
        .containsExactly(folder + ": is a directory; name the route file in it");
  }

  @Test
  void shouldRejectEmptyFile() throws IOException {
    assertThat(problemsOfText("# nothing\n"))
        .containsExactly("is empty; a route file is one mapping that starts with 'twinroute:'");
  }

  @Test
  void shouldRejectList() throws IOException {
    assertThat(problemsOfText("- twinroute\n"))
        .containsExactly("holds a list; a route file is one mapping that starts with 'twinroute:'");
  }

  @Test
  void shouldRejectSeveralDocuments() throws IOException {
    assertThat(problemsOfText("a: 1\n---\nb: 2\n"))
        .containsExactly(
            "holds 2 YAML documents; a route file is one mapping that starts with 'twinroute:'");
  }

  @Test
  void shouldPointAtTab() throws IOException {
    assertThat(problemsOfText("twinroute:\n\tclusters: {}\n"))
        .singleElement()
        .asString()
        .startsWith("is not valid YAML: line 2, column 1: found character '\\t(TAB)'");
  }

  @Test
  void shouldPointAtUnclosedBracket() throws IOException {
    assertThat(problemsOfText("twinroute:\n  clusters: { east: {\n"))
        .singleElement()
        .asString()
        .matches("is not valid YAML: line 3, column 1: .+")
        .doesNotContain("\n");
  }

  @Test
  void shouldPointAtDuplicateKey() throws IOException {
    assertThat(problemsOfText("twinroute:\n  clusters: {}\n  clusters: {}\n"))
        .containsExactly("is not valid YAML: line 3, column 3: found duplicate key clusters");
  }

  @Test
  void shouldRejectAliasThatHoldsItself() throws IOException {
    assertThat(problemsOfText("twinroute: &a\n  clusters: *a\n"))
        .containsExactly("is nested too deeply, or an alias holds itself");
  }

  @Test
  void shouldRejectKeyWithoutName() throws IOException {
    assertThat(problemsOfText("twinroute:\n  clusters:\n    ~: {}\n"))
        .containsExactly("has a key without a name below twinroute.clusters");
  }

  @Test
  void shouldRejectImpossibleDate() throws IOException {
    assertThat(problemsOfText("twinroute: 2026-13-45\n"))
        .containsExactly("is not valid YAML: a date is impossible; put it in quotes");
  }

  @Test
  void shouldRejectValueThatDoesNotFitItsTag() throws IOException {
    assertThat(problemsOfText("twinroute: !!int s3cret\n"))
        .singleElement()
        .asString()
        .startsWith("is not valid YAML: ")
        .doesNotContain("s3cret");
  }

  @Test
  void shouldKeepTextThatLooksLikeAnAliasOutOfTheMessage() throws IOException {
    assertThat(problemsOfText("password: *s3cret\n"))
        .containsExactly(
            "is not valid YAML: line 1, column 11: found an undefined alias; put a text that starts"
                + " with '*' in quotes");
  }

  @Test
  void shouldKeepTextThatLooksLikeATagOutOfTheMessage() throws IOException {
    assertThat(problemsOfText("password: !s3cret\n"))
        .containsExactly(
            "is not valid YAML: line 1, column 11: found an unknown tag; put a text that starts"
                + " with '!' in quotes");
  }

  @Test
  void shouldReadMergedMappings() throws Exception {
    // given
    String yaml =
        Yaml.VALID
            .replace("left:\n", "left: &side\n")
            .replace("      right:\n        cluster: west\n", "      right:\n        <<: *side\n");

    // when
    RoutePlan route = Yaml.plan(yaml).routes().get(0);

    // then
    assertThat(route.input(1).topics().get(0).cluster().alias()).isEqualTo("east");
    assertThat(route.input(1).topics().get(0).topic()).isEqualTo("payments");
  }

  @Test
  void shouldRejectBinaryFile() throws IOException {
    // given
    Path file = Files.write(folder.resolve("binary.yml"), new byte[] {(byte) 0xff, 0, 1});

    // when / then
    assertThat(problemsOfFile(file)).containsExactly(file + ": is not a text file in UTF-8");
  }

  @Test
  void shouldRejectControlCharacter() throws IOException {
    assertThat(problemsOfText("twinroute: a\u0000b\n"))
        .containsExactly("is not valid YAML: character U+0000 at position 12 is not allowed");
  }

  private List<String> problemsOfText(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yml"), yaml);
    return problemsOfFile(file).stream()
        .map(problem -> problem.substring((file + ": ").length()))
        .toList();
  }

  private static List<String> problemsOfFile(Path file) {
    InvalidRouteFileException thrown =
        catchThrowableOfType(InvalidRouteFileException.class, () -> RouteFiles.read(file));
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
