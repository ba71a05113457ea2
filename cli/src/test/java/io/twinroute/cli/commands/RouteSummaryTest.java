package io.twinroute.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.RouteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSummaryTest {

  private static final String ROUTES =
      """
      twinroute:
        clusters:
          east: { bootstrap-servers: "localhost:1" }
          west: { bootstrap-servers: "localhost:2" }
          central: { bootstrap-servers: "localhost:3" }
        routes:
          joined:
            left:  { cluster: east, topic: a, as: order, key: /orderId, silence-after: never }
            right: { cluster: west, topic: b, as: payment }
            join:  { JOIN }
            output: { cluster: central, OUTPUT }
      """;

  @TempDir private Path folder;

  @Test
  void shouldShowWhatARouteDoes() throws Exception {
    assertThat(summary("type: left, before: 10m, after: 0", "topic: 'out-{engine}'"))
        .containsExactly(
            "Route joined",
            "  left         a on east (localhost:1), as 'order', joined on /orderId, lateness 30s,"
                + " never silent",
            "  right        b on west (localhost:2), as 'payment', joined on the record's key,"
                + " lateness 30s, silent after 5m",
            "  join         left join, equal keys, payment from 10m before to 0s after order",
            "  output       out-flink on central (localhost:3) (flink)",
            "  late         out-flink.late (flink)",
            "  dead letters out-flink.dead-letter (flink)",
            "  output       out-kstreams on central (localhost:3) (kstreams)",
            "  late         out-kstreams.late (kstreams)",
            "  dead letters out-kstreams.dead-letter (kstreams)",
            "  promise      exactly-once");
  }

  @Test
  void shouldShowTopicsOfEitherEngineOnce() throws Exception {
    assertThat(
            summary("before: 1s, after: 1s", "topic: out, late-topic: none, dead-letter-topic: d"))
        .contains(
            "  output       out on central (localhost:3) (either engine)",
            "  late         counted only (either engine)",
            "  dead letters d (either engine)")
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldShowEachEnginesTopicsIfOnlyRejectedOnesDiffer() throws Exception {
    assertThat(summary("before: 1s, after: 1s", "topic: out, late-topic: 'late-{engine}'"))
        .contains("  late         late-flink (flink)", "  late         late-kstreams (kstreams)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          before: 1s, after: 90m               | inner join, equal keys, payment from 1s before to 1h30m after order
          type: outer, before: 0, after: 500ms | outer join, equal keys, payment from 0s before to 0.5s after order
          type: lookup                         | lookup, equal keys, payment as it was at the time of order, history 30s
          type: left-lookup, history: 1h       | left lookup, equal keys, payment as it was at the time of order, history 1h
          """)
  void shouldShowTheJoin(String join, String expected) throws Exception {
    assertThat(summary(join, "topic: out")).contains("  join         " + expected);
  }

  private List<String> summary(String join, String output) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("routes.yml"), ROUTES.replace("JOIN", join).replace("OUTPUT", output));
    return RouteSummary.of(RouteFiles.read(file).routes().get(0));
  }
}
