package io.twinroute.flink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.flink.engine.FlinkSettings.StateBackend;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkSectionTest {

  @Test
  void shouldKeepTheNameThatIsPartOfTopicsAndIds() {
    assertThat(FlinkEngine.ENGINE.id()).isEqualTo("flink");
    assertThat(Engines.all()).containsExactly(FlinkEngine.ENGINE);
  }

  @Test
  void shouldUseDefaults() throws Exception {
    assertThat(Yaml.read("").settings(FlinkSettings.class))
        .isEqualTo(
            new FlinkSettings(
                null,
                StateBackend.ROCKSDB,
                Path.of(System.getProperty("user.home"), ".local/state/twinroute/flink").toString(),
                Duration.ofSeconds(3)));
  }

  @Test
  void shouldReadEverySetting() throws Exception {
    // given
    String section =
        "flink: { cluster: 'jobmanager:8081', state-backend: heap, state-dir: 'file:///var/flink',"
            + " checkpoint-interval: 500ms }";

    // when / then
    assertThat(Yaml.read(section).settings(FlinkSettings.class))
        .isEqualTo(
            new FlinkSettings(
                "jobmanager:8081", StateBackend.HEAP, "file:///var/flink", Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          flink: {cluster: jobmanager}                 | flink.cluster: 'jobmanager' is not an address; expected host:port
          flink: {state-backend: rockdb}               | flink.state-backend: unknown value 'rockdb'; did you mean 'rocksdb'? supported: heap, rocksdb
          flink: {checkpoint-interval: 99ms}           | flink.checkpoint-interval: '99ms' is too short; the least is 100ms
          flink: {state-dir: "s3://a b"}               | flink.state-dir: 's3://a b' is neither a path nor a URI; write for example s3://bucket/folder
          flink: {statedir: /tmp}                      | flink.statedir: unknown key; did you mean 'state-dir'? known: checkpoint-interval, cluster, state-backend, state-dir
          flink:                                       | flink: is empty; expected a mapping with the keys checkpoint-interval, cluster, state-backend, state-dir
          flink: [a]                                   | flink: expected a mapping with the keys checkpoint-interval, cluster, state-backend, state-dir, not a list
          """)
  void shouldReport(String section, String expected) {
    assertThat(Yaml.problems(section)).containsExactly("twinroute." + expected);
  }
}
