package io.twinroute.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceResult;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.reference.ReferenceRule.Window;
import io.twinroute.reference.SourceLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RandomScenarioTest {

  private static final int SEEDS = 500;

  @Test
  void shouldGiveTheSameScenarioForASeed() {
    assertThat(ScenarioText.of(RandomScenario.of(7)))
        .isEqualTo(ScenarioText.of(RandomScenario.of(7)));
    assertThat(ScenarioText.of(RandomScenario.of(7)))
        .isNotEqualTo(ScenarioText.of(RandomScenario.of(8)));
  }

  @Test
  void shouldBeAScenarioFileLikeAnyOther() {
    for (long seed = 0; seed < 50; seed++) {
      Scenario scenario = RandomScenario.of(seed);

      Scenario again = ScenarioReader.read(scenario.name(), ScenarioText.of(scenario));

      assertThat(again.expectedLines()).isEqualTo(scenario.expectedLines());
      assertThat(again.with(again.left(), again.right()).expectedLines())
          .isEqualTo(scenario.expectedLines());
    }
  }

  /** A kind that never occurs is a rule that nothing is compared with. */
  @Test
  void shouldHoldEveryKindOfResultOften() {
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> scenarios = new TreeMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, Integer> found = kinds(RandomScenario.of(seed));
      found.forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
      found.keySet().forEach(kind -> scenarios.merge(kind, 1, Integer::sum));
    }

    assertThat(kinds.keySet())
        .containsExactlyInAnyOrder(
            "ahead-of-time",
            "where-failed",
            "result for which the condition fails",
            "inner: pair",
            "left: pair",
            "left: left alone",
            "outer: pair",
            "outer: left alone",
            "outer: right alone",
            "lookup: pair",
            "left-lookup: pair",
            "left-lookup: left alone",
            "pass-through: record",
            "pass-through: tombstone",
            "pass-through: without a key",
            "pass-through: where",
            "pass-through: where on results",
            "pass-through: time",
            "pass-through: selected members",
            "pass-through: another key",
            "result that is a tombstone",
            "pair at the first millisecond of a window",
            "pair at the last millisecond of a window",
            "pair with a field as key",
            "pair with a field of a record key",
            "first version of a row",
            "tombstone with a field of its key",
            "row of the same millisecond",
            "row of one millisecond with another version",
            "row of one millisecond with a version of another topic",
            "side with several topics",
            "side with topics of several clusters",
            "tombstone of a row",
            "tombstone that is a dead letter",
            "as late as it may be",
            "late by a millisecond",
            "twin of the record before",
            "gap between offsets",
            "empty partition",
            "late",
            "no-timestamp",
            "no-key",
            "no-value",
            "not-json",
            "no-key-field",
            "too-large",
            "result that is too large",
            "result without a key",
            "result with another key",
            "result of selected members",
            "result without headers of the left",
            "record as large as it may be",
            "record a byte too large",
            "result as large as it may be",
            "result a byte too large");
    assertThat(kinds).allSatisfy((kind, count) -> assertThat(count).as(kind).isGreaterThan(100));
    assertThat(scenarios).allSatisfy((kind, count) -> assertThat(count).as(kind).isGreaterThan(10));
  }

  private static Map<String, Integer> kinds(Scenario scenario) {
    Map<String, Integer> kinds = new HashMap<>();
    boolean passes = scenario.route().passesThrough();
    String type =
        passes
            ? "pass-through"
            : ((Map<?, ?>) scenario.route().body().get("join")).get("type").toString();
    for (ExpectedResult result : scenario.expected().results()) {
      if (result.value() == null && scenario.reference().result().tombstoneOn() != null) {
        count(kinds, "result that is a tombstone");
      }
      count(kinds, type + ": " + (passes ? passedKind(result) : kind(id(result))));
    }
    if (passes) {
      countPassed(kinds, scenario);
    }
    scenario.expected().late().forEach(r -> count(kinds, reason(r.headers())));
    scenario.expected().deadLetters().forEach(r -> count(kinds, reason(r.headers())));
    countSizes(kinds, scenario);
    countForms(kinds, scenario);
    countPairs(kinds, scenario);
    countTopics(kinds, scenario.leftTopics());
    countTopics(kinds, scenario.rightTopics());
    countLogs(kinds, scenario.left(), scenario.reference().left().lateness());
    countLogs(kinds, scenario.right(), scenario.reference().right().lateness());
    if (type.endsWith("lookup")) {
      Set<String> rejected =
          Set.copyOf(
              scenario.expected().deadLetters().stream()
                  .map(r -> coordinates(r.headers()))
                  .toList());
      for (SourceLog log : scenario.right()) {
        for (LogRecord record : log.records()) {
          if (record.value() == null && record.timestamp() >= 0 && record.key() != null) {
            boolean dead = rejected.contains(log.coordinates(record));
            count(kinds, dead ? "tombstone that is a dead letter" : "tombstone of a row");
            if (!dead && scenario.reference().right().recordKey() != null) {
              count(kinds, "tombstone with a field of its key");
            }
          }
        }
      }
    }
    return kinds;
  }

  private static void countTopics(Map<String, Integer> kinds, List<ScenarioTopic> topics) {
    if (topics.size() > 1) {
      count(kinds, "side with several topics");
    }
    if (topics.stream().map(ScenarioTopic::cluster).distinct().count() > 1) {
      count(kinds, "side with topics of several clusters");
    }
  }

  private static String topic(String coordinates) {
    return coordinates.substring(0, coordinates.lastIndexOf('/'));
  }

  private static void countForms(Map<String, Integer> kinds, Scenario scenario) {
    ReferenceResult form = scenario.reference().result();
    int results = scenario.expected().results().size();
    if (form.key() != null) {
      kinds.merge("result with another key", results, Integer::sum);
    }
    if (form.select() != null) {
      kinds.merge("result of selected members", results, Integer::sum);
    }
    if (form.headers().equals("right")) {
      kinds.merge("result without headers of the left", results, Integer::sum);
    }
  }

  private static void countSizes(Map<String, Integer> kinds, Scenario scenario) {
    long limit = scenario.reference().maxRecordBytes();
    for (List<SourceLog> logs : List.of(scenario.left(), scenario.right())) {
      for (SourceLog log : logs) {
        log.records().forEach(record -> countSize(kinds, "record", record.size() - limit));
      }
    }
    scenario.expected().results().forEach(r -> countSize(kinds, "result", r.size() - limit));
    for (ExpectedResult letter : scenario.expected().tooLarge()) {
      LogHeader size = letter.headers().get(letter.headers().size() - 1);
      if (size.key().equals("twinroute-size")) {
        count(kinds, "result that is too large");
        countSize(kinds, "result", Long.parseLong(new String(size.value())) - limit);
      } else {
        String reason = new String(letter.headers().get(1).value());
        count(
            kinds,
            reason.equals("where-failed")
                ? "result for which the condition fails"
                : "result without a key");
      }
    }
  }

  private static void countSize(Map<String, Integer> kinds, String what, long beyond) {
    if (beyond == 0) {
      count(kinds, what + " as large as it may be");
    }
    if (beyond == 1) {
      count(kinds, what + " a byte too large");
    }
  }

  private static void countPairs(Map<String, Integer> kinds, Scenario scenario) {
    Map<String, LogRecord> records = new HashMap<>();
    scenario.left().forEach(log -> log.records().forEach(r -> records.put(log.coordinates(r), r)));
    Set<String> rights = new HashSet<>();
    scenario.right().forEach(log -> log.records().forEach(r -> rights.add(log.coordinates(r))));
    scenario.right().forEach(log -> log.records().forEach(r -> records.put(log.coordinates(r), r)));
    for (ExpectedResult result : scenario.expected().results()) {
      String[] inputs = id(result).split("\\+");
      if (inputs.length < 2 || inputs[0].equals("-") || inputs[1].equals("-")) {
        continue;
      }
      if (scenario.reference().left().key() != null || scenario.reference().right().key() != null) {
        count(kinds, "pair with a field as key");
      }
      if (scenario.reference().left().recordKey() != null
          || scenario.reference().right().recordKey() != null) {
        count(kinds, "pair with a field of a record key");
      }
      if (scenario.reference().join() instanceof Lookup) {
        countRow(kinds, records, rights, inputs[0], inputs[1]);
      }
      if (scenario.reference().join() instanceof Window window) {
        long distance = records.get(inputs[1]).timestamp() - records.get(inputs[0]).timestamp();
        if (distance == -window.before()) {
          count(kinds, "pair at the first millisecond of a window");
        }
        if (distance == window.after()) {
          count(kinds, "pair at the last millisecond of a window");
        }
      }
    }
  }

  private static void countRow(
      Map<String, Integer> kinds,
      Map<String, LogRecord> records,
      Set<String> rights,
      String left,
      String right) {
    LogRecord row = records.get(right);
    if (records.get(left).timestamp() < row.timestamp()) {
      count(kinds, "first version of a row");
    }
    if (records.get(left).timestamp() == row.timestamp()) {
      count(kinds, "row of the same millisecond");
    }
    List<String> others =
        rights.stream()
            .filter(other -> !other.equals(right))
            .filter(other -> records.get(other).timestamp() == row.timestamp())
            .filter(other -> Arrays.equals(records.get(other).key(), row.key()))
            .toList();
    if (!others.isEmpty()) {
      count(kinds, "row of one millisecond with another version");
    }
    if (others.stream().anyMatch(other -> !topic(other).equals(topic(right)))) {
      count(kinds, "row of one millisecond with a version of another topic");
    }
  }

  private static void countLogs(Map<String, Integer> kinds, List<SourceLog> logs, long lateness) {
    for (SourceLog log : logs) {
      if (log.records().isEmpty()) {
        count(kinds, "empty partition");
      }
      long largest = -1;
      LogRecord before = null;
      for (LogRecord record : log.records()) {
        if (largest >= 0 && record.timestamp() == largest - lateness) {
          count(kinds, "as late as it may be");
        }
        if (largest >= 0
            && record.timestamp() >= 0
            && record.timestamp() == largest - lateness - 1) {
          count(kinds, "late by a millisecond");
        }
        if (before != null
            && record.headers() == before.headers()
            && record.value() == before.value()
            && record.timestamp() == before.timestamp()
            && record.value() != null) {
          count(kinds, "twin of the record before");
        }
        if (before != null && record.offset() > before.offset() + 1) {
          count(kinds, "gap between offsets");
        }
        largest = Math.max(largest, record.timestamp());
        before = record;
      }
    }
  }

  private static String kind(String id) {
    return id.endsWith("+-") ? "left alone" : id.startsWith("-+") ? "right alone" : "pair";
  }

  private static void countPassed(Map<String, Integer> kinds, Scenario scenario) {
    ReferenceRoute route = scenario.reference();
    int results = scenario.expected().results().size();
    Map<String, Boolean> found =
        Map.of(
            "where", route.left().where() != null,
            "where on results", route.where() != null,
            "time", route.left().time() != null,
            "selected members", route.result().select() != null,
            "another key", route.result().key() != null);
    found.forEach(
        (kind, is) -> {
          if (is && results > 0) {
            kinds.merge("pass-through: " + kind, results, Integer::sum);
          }
        });
  }

  private static String passedKind(ExpectedResult result) {
    return result.key() == null ? "without a key" : result.value() == null ? "tombstone" : "record";
  }

  private static String id(ExpectedResult result) {
    return new String(result.headers().get(0).value());
  }

  private static String coordinates(List<LogHeader> headers) {
    return new String(headers.get(ofAdded(headers, 0)).value());
  }

  private static String reason(List<LogHeader> headers) {
    return new String(headers.get(ofAdded(headers, 1)).value());
  }

  /** Three headers are added, and to what is too large a fourth. */
  private static int ofAdded(List<LogHeader> headers, int number) {
    boolean sized = headers.get(headers.size() - 1).key().equals("twinroute-size");
    return headers.size() - (sized ? 4 : 3) + number;
  }

  private static void count(Map<String, Integer> kinds, String kind) {
    kinds.merge(kind, 1, Integer::sum);
  }
}
