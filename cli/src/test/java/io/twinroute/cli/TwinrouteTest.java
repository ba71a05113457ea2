package io.twinroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.key.JsonSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwinrouteTest {
  private static final String ROUTES =
      """
      twinroute:
        clusters:
          east: { bootstrap-servers: "localhost:1" }
          west: { bootstrap-servers: "localhost:2" }
          central: { bootstrap-servers: "localhost:3" }
        routes:
          joined:
            left:  { cluster: east, topic: a, as: a, lateness: 30s }
            right: { cluster: west, topic: b, as: b, lateness: 30s }
            join:  { type: inner, before: 10m, after: 10m }
            output: { cluster: central, topic: "%s" }
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', Usage: twinroute",
    "dance, Unmatched argument",
    "run --config x, Missing required option: '--engine=ENGINE'",
    "run --engine spark --config x, Unknown engine 'spark': --engine takes flink or kstreams.",
    "demo, The demo is started by the launcher: ./twinroute demo.",
    "verify, Missing required option: '--config=FILE'",
    "reload, Missing required option: '--config=FILE'",
    "reload --engine spark --config x, Unknown engine 'spark': --engine takes flink or kstreams.",
    "validate, Missing required parameter: 'FILE'",
    "mirror, 'Missing command: render, apply or prune.'",
    "mirror render --format toml --config x, 'Unknown format ''toml'': --format takes connect,"
        + " properties, strimzi.'"
  })
  void shouldExplainWrongUsage(String arguments, String message) {
    // when
    int exit = execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void shouldCallAValidRouteFileValid() throws IOException {
    // given
    Path file = write("out-{engine}");

    // when
    int exit = execute("validate", file.toString());

    // then
    assertThat(exit).isZero();
    assertThat(out.toString().trim()).isEqualTo(file + ": valid, 1 route");
  }

  @Test
  void shouldWarnOfAFormerNameInAValidFile() throws IOException {
    // given
    Path file = write("out-{engine}");
    Files.writeString(file, "      exchange: always\n", StandardOpenOption.APPEND);

    // when
    int exit = execute("validate", file.toString());

    // then
    assertThat(exit).isZero();
    assertThat(out.toString().trim()).isEqualTo(file + ": valid, 1 route");
    assertThat(err.toString().trim())
        .isEqualTo(
            "warning: twinroute.routes.joined.exchange: is called repartition now; use the new"
                + " name");
  }

  /** The file is right; one of the engines can run it. */
  @ParameterizedTest
  @CsvSource({
    "__orders, MirrorMaker never copies the topic '__orders'",
    "web.central.clicks, MirrorMaker takes the topic 'web.central.clicks' for a copy"
  })
  void shouldWarnOfARouteThatOneEngineCannotRun(String topic, String why) throws IOException {
    // given
    Path file = write("out-{engine}");
    Files.writeString(file, Files.readString(file).replace("topic: a,", "topic: " + topic + ","));

    // when
    int exit = execute("validate", file.toString());

    // then
    assertThat(exit).isZero();
    assertThat(out.toString().trim()).isEqualTo(file + ": valid, 1 route");
    assertThat(err.toString().trim())
        .startsWith(
            "warning: twinroute.routes.joined.left.topic: the engine kstreams cannot run this"
                + " route: "
                + why)
        .endsWith("or the Flink engine");
  }

  @Test
  void shouldRefuseOutputsThatKafkaTakesForOne() throws IOException {
    // given
    Path file = write("paid.v1-{engine}");
    String first = Files.readString(file);
    String second =
        first
            .substring(first.indexOf("    joined:"))
            .replace("joined", "again")
            .replace("d.v1", "d_v1");
    Files.writeString(file, first + second);

    // when
    int exit = execute("validate", file.toString());

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "twinroute.routes.again.output.topic: 'paid_v1-flink' and 'paid.v1-flink', the output"
                + " of route 'joined', differ in '.' and '_' only");
  }

  @Test
  void shouldPrintTheJsonSchemaAlone() {
    // when
    int exit = execute("schema");

    // then
    assertThat(exit).isZero();
    assertThat(out.toString()).isEqualTo(JsonSchema.ofRouteFiles(RouteFileKeys.ROOT));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldRefuseARouteFileThatIsNotThere() {
    // when
    int exit = execute("validate", folder.resolve("none.yml").toString());

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("none.yml").doesNotContain("\tat ");
  }

  @Test
  void shouldRefuseToVerifyARouteWithOneOutput() throws IOException {
    // given
    Path file = write("out");

    // when
    int exit = execute("verify", "--route", "joined", "--config", file.toString());

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("Route 'joined' has one output, out: put {engine}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "replay"})
  void shouldRefuseAnUnknownRoute(String command) throws IOException {
    // given
    Path file = write("out-{engine}");

    // when
    int exit = execute(command, "--route", "jointed", "--config", file.toString());

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown route 'jointed'; defined: joined.");
  }

  @Test
  void shouldRefuseToReplayAnInputThatTheRouteLacks() throws IOException {
    // given
    Path file = write("out-{engine}");

    // when
    int exit = execute("replay", "--input", "middle", "--config", file.toString());

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("Route 'joined' has no input 'middle'; there are left,");
  }

  @ParameterizedTest
  @CsvSource({
    "east, 'east' is not of the form CLUSTER/TOPIC.",
    "north/a, Unknown cluster 'north' in 'north/a'; defined: east"
  })
  void shouldExplainWhatDiffTakes(String side, String message) throws IOException {
    // given
    Path file = write("out-{engine}");

    // when
    int exit = execute("diff", side, "east/b", "--config", file.toString());

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void shouldNameClusterAddressAndTopicWhenABrokerDoesNotAnswer() throws IOException {
    // given
    Path file = write("out-{engine}");

    // when
    int exit = execute("diff", "east/a", "west/b", "--config", file.toString());

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("east (localhost:1)", "'a'");
  }

  private Path write(String outputTopic) throws IOException {
    return Files.writeString(folder.resolve("routes.yml"), ROUTES.formatted(outputTopic));
  }

  private int execute(String... args) {
    return Twinroute.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
