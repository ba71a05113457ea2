package io.twinroute.kstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.engine.Obstacle;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSectionTest {

  @Test
  void shouldKeepTheNameThatIsPartOfTopicsAndIds() {
    assertThat(StreamsEngine.ENGINE.id()).isEqualTo("kstreams");
    assertThat(Engines.all()).containsExactly(StreamsEngine.ENGINE);
  }

  @Test
  void shouldUseDefaults() throws Exception {
    assertThat(Yaml.read("").settings(StreamsSettings.class))
        .isEqualTo(
            new StreamsSettings(
                null,
                Mirror.MANAGED,
                Path.of(System.getProperty("user.home"), ".local/state/twinroute/kstreams")
                    .toString(),
                Duration.ofMillis(500),
                2,
                16,
                256));
  }

  @Test
  void shouldReadEverySetting() throws Exception {
    // given
    String section =
        "kstreams: { connect: 'http://connect:8083', mirror: managed, state-dir: /var/kstreams,"
            + " commit-interval: 1s, mirror-tasks: 3, mirror-tasks-total: 20, store-memory-mib: 512"
            + " }";

    // when / then
    assertThat(Yaml.read(section).settings(StreamsSettings.class))
        .isEqualTo(
            new StreamsSettings(
                "http://connect:8083",
                Mirror.MANAGED,
                "/var/kstreams",
                Duration.ofSeconds(1),
                3,
                20,
                512));
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3", "3, 2", "6, 1", "7, 1", "1000, 1"})
  void shouldShareOutTheTasksOfMirrors(int connectors, int tasks) throws Exception {
    String section = "kstreams: { mirror-tasks: 3, mirror-tasks-total: 6 }";

    assertThat(Yaml.read(section).settings(StreamsSettings.class).tasksOfEach(connectors))
        .isEqualTo(tasks);
  }

  @Test
  void shouldLeaveTheMirrorsToOthers() throws Exception {
    assertThat(Yaml.read("kstreams: { mirror: external }").settings(StreamsSettings.class).mirror())
        .isEqualTo(Mirror.EXTERNAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kstreams: {connect: "ftp://u:s3cret@host"}   | kstreams.connect: is not a URL; write for example http://localhost:8083
          kstreams: {mirror: extern}                   | kstreams.mirror: unknown value 'extern'; did you mean 'external'? supported: external, managed
          kstreams: {mirror: external, connect: "http://c:8083"} | kstreams.connect: belongs to mirror: managed; remove it, or change mirror
          kstreams: {commit-interval: 0}               | kstreams.commit-interval: '0' is too short; the least is 1ms
          kstreams: {mirror-tasks: -1}                 | kstreams.mirror-tasks: expected a whole number of at least 1, not '-1'
          kstreams: {mirror-tasks-total: 0}            | kstreams.mirror-tasks-total: expected a whole number of at least 1, not '0'
          kstreams: {store-memory-mib: 0}              | kstreams.store-memory-mib: expected a whole number of at least 16, not '0'
          """)
  void shouldReport(String section, String expected) {
    assertThat(Yaml.problems(section)).containsExactly("twinroute." + expected);
  }

  /** The longest route, and the longest prefix and alias that a file may have. */
  @ParameterizedTest
  @ValueSource(ints = {0, 60})
  void shouldGiveOnlyLegalNamesToTopicsOfItsOwn(int prefix) {
    Cluster target =
        new Cluster(
            "a".repeat(200 - prefix), "localhost:1", Map.of(), new Naming("p".repeat(prefix)));

    assertThat(new StreamsSection().internalTopics("r".repeat(100), target))
        .hasSize(StreamsTopics.STORES.size() + 4)
        .map(name -> name.replace(TopicNames.INCARNATION, "01234567"))
        .allMatch(name -> TopicNames.whatIsWrong(name) == null);
  }

  @Test
  void shouldKnowTheRoutesThatItCannotRun() throws Exception {
    RouteFile file =
        Yaml.read(
            "  other: { left: { cluster: east, topic: __orders, as: o }, right: { cluster: west,"
                + " topic: web.central.clicks, as: p }, join: { before: 1m, after: 1m }, output: {"
                + " cluster: central, topic: other } }");

    assertThat(Obstacle.of(file))
        .containsExactly(
            "twinroute.routes.other.left.topic: the engine kstreams cannot run this route:"
                + " MirrorMaker never copies the topic '__orders', whose name marks it as internal;"
                + " use another topic, or the Flink engine",
            "twinroute.routes.other.right.topic: the engine kstreams cannot run this route:"
                + " MirrorMaker takes the topic 'web.central.clicks' for a copy of a topic of its"
                + " target 'central' and never copies it back; use another topic, another alias of"
                + " the target, or the Flink engine");
  }
}
