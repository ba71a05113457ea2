package io.twinroute.cli.routefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.config.key.JsonSchema;
import io.twinroute.config.plan.JoinType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Route files with every engine's section, as the routers and editors see them. */
class DocumentedExamplesTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(twinroute:.*?)```");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonSchema.ofRouteFiles(RouteFileKeys.ROOT));

  @TempDir private Path folder;

  @Test
  void shouldAcceptEveryFileOfTheRouteReference() throws IOException {
    // when
    List<String> examples = examples(ROOT.resolve("docs/route-reference.md"));

    // then
    assertThat(examples).isNotEmpty();
    for (String yaml : examples) {
      assertThat(problems(yaml.replace("${EAST_JAAS}", "login"))).isEmpty();
      assertThat(warnings(yaml.replace("${EAST_JAAS}", "login"))).isEmpty();
      assertThat(errors(yaml)).isEmpty();
    }
    for (JoinType type : JoinType.values()) {
      assertThat(String.join("", examples)).containsPattern("type: " + type.id() + "[ ,]");
    }
  }

  @Test
  void shouldAcceptTheComposeRoutes() throws IOException {
    String yaml = Files.readString(ROOT.resolve("deploy/compose/routes/routes.yml"));

    assertThat(problems(yaml)).isEmpty();
    assertThat(warnings(yaml)).isEmpty();
    assertThat(errors(yaml)).isEmpty();
  }

  /** Client settings that one engine takes, and those that it sets itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          num.standby.replicas: 1                      | ``
          consumer.max.poll.records: 5                 | ``
          producer.linger.ms: 5                        | ``
          topic.max.message.bytes: 5                   | ``
          client.id.prefix: me                         | ``
          processing.guarantee: exactly_once_v2        | ``
          commit.interval.ms: 5                        | has no effect: twinroute.kstreams.commit-interval says it; remove it
          commit.offsets.on.checkpoint: true           | has no effect: positions are in Flink's checkpoints alone; remove it
          main.consumer.isolation.level: read_uncommitted | has no effect: routes read committed records only; remove it
          consumer.max.pol.records: 5                  | no Kafka client knows this setting; did you mean 'consumer.max.poll.records'? If a class of your own reads it, name it in custom-properties
          topic.blacklist: x                           | is a setting of librdkafka, not of Java's clients; remove it; a route reads the topics that it names
          """)
  void shouldKnowWhatEnginesDoWithClientSettings(String setting, String expected) throws Exception {
    String yaml =
        """
        twinroute:
          clusters:
            east: { bootstrap-servers: "a:1" }
            central: { bootstrap-servers: "b:1", properties: { %s } }
          routes:
            first:
              left:  { cluster: east, topic: orders, as: order }
              right: { cluster: east, topic: payments, as: payment }
              join:  { type: inner, before: 10m, after: 10m }
              output: { cluster: central, topic: "first-{engine}", partitions: 2 }
        """
            .formatted(setting);
    String path = "twinroute.clusters.central.properties." + setting.split(":")[0] + ": ";

    assertThat(warnings(yaml)).isEqualTo(expected.isEmpty() ? List.of() : List.of(path + expected));
    assertThat(errors(yaml)).isEmpty();
  }

  /** The schema and the routers must agree. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          flink: { speed: high }               | /twinroute/flink additionalProperties
          flink: { checkpoint-interval: 0 }    | /twinroute/flink/checkpoint-interval type
          kstreams: { connect: "ftp://host" }  | /twinroute/kstreams/connect pattern
          kstreams: { store-memory-mib: 15 }   | /twinroute/kstreams/store-memory-mib minimum
          """)
  void shouldRejectSettingsOfEngines(String section, String expected) throws IOException {
    String yaml =
        Files.readString(ROOT.resolve("deploy/compose/routes/routes.yml")) + "  " + section + "\n";

    assertThat(errors(yaml)).containsExactly(expected);
    assertThat(problems(yaml)).hasSize(1);
  }

  private static List<String> examples(Path page) throws IOException {
    return EXAMPLE
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult example) -> example.group(1))
        .toList();
  }

  private List<String> problems(String yaml) throws IOException {
    try {
      RouteFiles.read(Files.writeString(folder.resolve("routes.yml"), yaml));
      return List.of();
    } catch (InvalidRouteFileException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  private List<String> warnings(String yaml) throws IOException {
    try {
      return RouteFiles.read(Files.writeString(folder.resolve("routes.yml"), yaml)).warnings();
    } catch (InvalidRouteFileException e) {
      throw new AssertionError(e);
    }
  }

  /** Where each error is, and which keyword of the schema finds it. */
  private static List<String> errors(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
        .toList();
  }
}
