package io.twinroute.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.TestEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the metrics has what is served, and nothing else. */
class MetricsDocTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(twinroute_\\w+)` \\| (counter|gauge) \\|");

  /** A table follows its labels. */
  private static final Pattern TABLE =
      Pattern.compile("(?m)^Labels ([^:]*):((?:\\R(?!Labels).*)*)");

  private final FullScrape scrape = FullScrape.of(TestEngines.FLINK);

  @Test
  void shouldDescribeEveryMetricWithItsLabels() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "metrics.md"));
    Map<String, Set<String>> described = new TreeMap<>();
    TABLE
        .matcher(page)
        .results()
        .forEach(
            table ->
                ROW.matcher(table.group(2))
                    .results()
                    .forEach(
                        row ->
                            described.put(
                                row.group(1),
                                Pattern.compile("`(\\w+)`")
                                    .matcher(table.group(1))
                                    .results()
                                    .map(label -> label.group(1))
                                    .collect(Collectors.toCollection(TreeSet::new)))));

    assertThat(described).isEqualTo(scrape.labels());
    assertThat(ROW.matcher(page).results().map(row -> row.group(1) + row.group(2)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values()).map(metric -> metric.exposed() + kind(metric)).toList());
  }

  private static String kind(Metric metric) {
    return metric.kind() == Metric.Kind.COUNTER ? "counter" : "gauge";
  }

  @Test
  void shouldServeTheSameOnBothEngines() {
    assertThat(FullScrape.of(TestEngines.KSTREAMS).labels()).isEqualTo(scrape.labels());
    assertThat(scrape.labels().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values()).map(Metric::exposed).toList());
  }

  @Test
  void shouldServeNoLabelOfSomebodysChoice() {
    assertThat(scrape.labels().values().stream().flatMap(Set::stream).distinct())
        .containsExactlyInAnyOrder(
            "route", "engine", "cluster", "topic", "partition", "reason", "state");
    assertThat(scrape.text()).doesNotContain("somebody's id", "9092");
  }

  @Test
  void shouldDeclareTheTypes() {
    assertThat(
            Pattern.compile("# TYPE (twinroute_\\w+) (\\w+)")
                .matcher(scrape.text())
                .results()
                .map((MatchResult type) -> type.group(1) + " " + type.group(2)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values())
                .map(metric -> metric.exposed() + " " + kind(metric))
                .toList());
  }
}
