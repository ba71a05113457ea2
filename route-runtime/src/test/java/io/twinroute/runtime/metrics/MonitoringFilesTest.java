package io.twinroute.runtime.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.engine.TestEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask only for what routers serve. */
class MonitoringFilesTest {

  private static final Path FOLDER = Path.of("..", "deploy", "monitoring");
  private static final Pattern METRIC =
      Pattern.compile("\\b(twinroute_\\w+|up)\\b(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|=|!=|!~)\\s*\"([^\"]*)\"");
  private static final Pattern BY = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
  private static final Pattern LABEL = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?(\\w+) ?}}");

  private static final FullScrape SCRAPE = FullScrape.of(TestEngines.KSTREAMS);
  private static final Map<String, Set<String>> LABELS = SCRAPE.labels();

  /** An expression with what is said of its result. */
  private record Asked(String expression, String text) {}

  @Test
  void shouldAskForWhatIsServed() throws IOException {
    List<Asked> all = new ArrayList<>(alerts());
    all.addAll(dashboard());

    assertThat(all).hasSizeGreaterThan(25).allSatisfy(MonitoringFilesTest::mustBeServed);
    assertThat(
            all.stream()
                .flatMap(each -> METRIC.matcher(each.expression()).results())
                .map(found -> found.group(1))
                .filter(name -> !name.equals("up")))
        .containsAll(LABELS.keySet()); // nothing is measured that no one looks at
  }

  @Test
  void shouldNotTakeAnyOtherNamesForServed() {
    assertThat(LABELS).doesNotContainKey("twinroute_lags_seconds");
    assertThat(problems(new Asked("twinroute_lag_seconds{hop=\"x\"}", ""))).isNotEmpty();
    assertThat(problems(new Asked("twinroute_lags_seconds", ""))).isNotEmpty();
    assertThat(problems(new Asked("max by (state) (twinroute_lag_seconds)", ""))).isNotEmpty();
    assertThat(problems(new Asked("max by (route) (twinroute_lag_seconds)", "{{topic}}")))
        .isNotEmpty();
    assertThat(problems(new Asked("twinroute_route_state{state=\"gone\"}", ""))).isNotEmpty();
    assertThat(problems(new Asked("up == 0", ""))).isNotEmpty();
  }

  @Test
  void shouldFireEachAlertAndNoneOnIdleRoutes() throws Exception {
    assumeTrue(isInstalled(), "promtool is not installed (Debian's package 'prometheus')");

    assertThat(promtool("check", "rules", "alerts.yml")).isEmpty();
    assertThat(promtool("test", "rules", "alerts-test.yml")).isEmpty();
  }

  @Test
  void shouldTestEveryAlertTwice() throws IOException {
    String tests = Files.readString(FOLDER.resolve("alerts-test.yml"));
    List<String> names =
        Pattern.compile("- alert: (\\w+)")
            .matcher(Files.readString(FOLDER.resolve("alerts.yml")))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(names)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(Pattern.compile("alertname: " + name + "\\b").matcher(tests).results())
                    .hasSize(2));
  }

  private static void mustBeServed(Asked asked) {
    assertThat(problems(asked)).as(asked.expression()).isEmpty();
  }

  private static List<String> problems(Asked asked) {
    List<String> problems = new ArrayList<>();
    Set<String> labels = new TreeSet<>();
    Matcher metric = METRIC.matcher(asked.expression());
    while (metric.find()) {
      boolean isUp = metric.group(1).equals("up");
      Set<String> known = isUp ? Set.of("job", "instance") : LABELS.get(metric.group(1));
      if (known == null) {
        problems.add(metric.group(1) + " is not served");
        continue;
      }
      labels.addAll(known);
      List<MatchResult> matchers =
          MATCHER.matcher(metric.group(2) == null ? "" : metric.group(2)).results().toList();
      if (isUp && matchers.stream().noneMatch(one -> one.group(1).equals("job"))) {
        problems.add("up of any job");
      }
      for (MatchResult one : matchers) {
        if (!known.contains(one.group(1))) {
          problems.add(metric.group(1) + " has no label " + one.group(1));
        } else if (Set.of("state", "reason").contains(one.group(1))
            && !SCRAPE.has(metric.group(1), one.group(1), one.group(3))) {
          problems.add(one.group(1) + " is never " + one.group(3));
        }
      }
    }
    Set<String> result = new TreeSet<>(labels);
    BY.matcher(asked.expression())
        .results()
        .forEach(
            by -> {
              Set<String> kept = Stream.of(by.group(1).split(", *")).collect(Collectors.toSet());
              kept.stream()
                  .filter(label -> !labels.contains(label))
                  .forEach(label -> problems.add("by " + label));
              result.retainAll(kept);
            });
    LABEL
        .matcher(asked.text())
        .results()
        .map(label -> label.group(1))
        .filter(label -> !result.contains(label))
        .forEach(label -> problems.add("no label " + label + " in the result"));
    return problems;
  }

  private static List<Asked> alerts() throws IOException {
    return Pattern.compile("expr: '([^']*)'.*?summary: \"([^\"]*)\"", Pattern.DOTALL)
        .matcher(Files.readString(FOLDER.resolve("alerts.yml")))
        .results()
        .map(found -> new Asked(found.group(1), found.group(2)))
        .toList();
  }

  private static List<Asked> dashboard() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(FOLDER.resolve("grafana/dashboard.json").toFile());
    List<Asked> all = new ArrayList<>();
    dashboard
        .path("panels")
        .forEach(
            panel ->
                panel
                    .path("targets")
                    .forEach(
                        target ->
                            all.add(
                                new Asked(
                                    target.path("expr").asText(),
                                    target.path("legendFormat").asText()))));
    dashboard
        .path("templating")
        .path("list")
        .forEach(
            variable ->
                all.add(
                    new Asked(
                        variable.path("query").asText(),
                        "{{" + variable.path("name").asText() + "}}")));
    return all;
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("promtool", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it prints if it fails. */
  private static String promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() == 0 ? "" : said;
  }
}
