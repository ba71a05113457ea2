package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {

  private static final String FILE =
      """
      about: Something.
      route:
        join: { type: inner, before: 0, after: 0 }
      left:
        0:
          - { ts: 5, key: k, value: '1', headers: [ { a: x }, { b: null }, { name: c, hex: ff } ] }
          - { offset: 7, ts: -1, key-hex: ff00 }
          - { ts: 6 }
        1: []
      right:
        0: []
      expect:
        results:
          - { left: 0@0, right: 3@4, ts: 5, key: k, value: '2' }
          - { right: 3@5, ts: 6, key: k, value: '3' }
        dead-letters:
          - { right: 2@7, reason: no-key, ts: 0, value: '1', headers: [ { a: x } ] }
          - { left: 2@8, reason: too-large, size: 12, ts: 3 }
        too-large:
          - { left: 0@1, right: 3@4, ts: 5, key: k, size: 77 }
      """;

  @Test
  void shouldReadLogs() {
    Scenario scenario = ScenarioReader.read("name", FILE);

    assertThat(scenario.left()).extracting(log -> log.records().size()).containsExactly(3, 0);
    assertThat(scenario.left().get(0).records())
        .extracting(LogRecord::offset)
        .containsExactly(0L, 7L, 8L);
    LogRecord first = scenario.left().get(0).records().get(0);
    assertThat(first.key()).isEqualTo("k".getBytes(UTF_8));
    assertThat(first.value()).isEqualTo("1".getBytes(UTF_8));
    assertThat(first.headers()).extracting(LogHeader::key).containsExactly("a", "b", "c");
    assertThat(first.headers())
        .extracting(LogHeader::value)
        .containsExactly("x".getBytes(UTF_8), null, new byte[] {-1});
    LogRecord second = scenario.left().get(0).records().get(1);
    assertThat(second.key()).isEqualTo(new byte[] {-1, 0});
    assertThat(second.value()).isNull();
    assertThat(second.timestamp()).isEqualTo(-1);
  }

  @Test
  void shouldWriteExpectationsOut() {
    assertThat(ScenarioReader.read("name", FILE).expectedLines())
        .containsExactly(
            "dead letter of a result | k | <null> | @5"
                + " | twinroute-id=east/orders/0@1+west/payments/3@4"
                + " | twinroute-reason=too-large | twinroute-error-class=NotWritable"
                + " | twinroute-size=77",
            "dead letter of partition 2 | <null> | 1 | @0 | a=x"
                + " | twinroute-coordinates=west/payments/2@7"
                + " | twinroute-reason=no-key | twinroute-error-class=NotJoinable",
            "dead letter of partition 2 | <null> | <null> | @3"
                + " | twinroute-coordinates=east/orders/2@8"
                + " | twinroute-reason=too-large | twinroute-error-class=NotJoinable"
                + " | twinroute-size=12",
            "result | k | 2 | @5 | twinroute-id=east/orders/0@0+west/payments/3@4",
            "result | k | 3 | @6 | twinroute-id=-+west/payments/3@5");
  }

  @Test
  void shouldMoveToOtherTopics() {
    Scenario moved = ScenarioReader.read("name", FILE).withTopics("a", "b");

    assertThat(moved.left())
        .allMatch(log -> log.topic().equals("a") && log.cluster().equals("east"));
    assertThat(moved.right()).allMatch(log -> log.topic().equals("b"));
    assertThat(moved.expectedLines())
        .containsExactly(
            "dead letter of a result | k | <null> | @5"
                + " | twinroute-id=east/a/0@1+west/b/3@4"
                + " | twinroute-reason=too-large | twinroute-error-class=NotWritable"
                + " | twinroute-size=77",
            "dead letter of partition 2 | <null> | 1 | @0 | a=x"
                + " | twinroute-coordinates=west/b/2@7"
                + " | twinroute-reason=no-key | twinroute-error-class=NotJoinable",
            "dead letter of partition 2 | <null> | <null> | @3"
                + " | twinroute-coordinates=east/a/2@8"
                + " | twinroute-reason=too-large | twinroute-error-class=NotJoinable"
                + " | twinroute-size=12",
            "result | k | 2 | @5 | twinroute-id=east/a/0@0+west/b/3@4",
            "result | k | 3 | @6 | twinroute-id=-+west/b/3@5");
  }

  @Test
  void shouldReadTopicsInTheirOrderAndMoveThem() {
    Scenario scenario =
        ScenarioReader.read(
            "name",
            """
            about: Something.
            route: {}
            left-topics:
              west/orders: { 0: [], 1: [ { ts: 1 } ] }
              east/orders: { 0: [] }
              east/returns: { 0: [ { ts: 5 } ] }
            right: { 0: [] }
            expect:
              late:
                - { left: east/returns/0@0, reason: late, ts: 5 }
              dead-letters:
                - { left: west/orders/1@0, reason: no-key, ts: 1 }
            """);

    assertThat(scenario.leftTopics())
        .containsExactly(
            new ScenarioTopic("west", "orders", 2),
            new ScenarioTopic("east", "orders", 1),
            new ScenarioTopic("east", "returns", 1));
    assertThat(scenario.withTopics("a", "b").leftTopics())
        .extracting(ScenarioTopic::address)
        .containsExactly("west/a", "east/a", "east/a-returns");
    assertThat(scenario.withTopics("a", "b").expectedLines())
        .containsExactly(
            "dead letter of partition 1 | <null> | <null> | @1"
                + " | twinroute-coordinates=west/a/1@0"
                + " | twinroute-reason=no-key | twinroute-error-class=NotJoinable",
            "late of partition 0 | <null> | <null> | @5"
                + " | twinroute-coordinates=east/a-returns/0@0"
                + " | twinroute-reason=late | twinroute-error-class=LateRecord");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: k, valeu: '1'", // misspelt
        "key: 1.0", // not a text
        "key: true",
        "key: k, key: l",
        "offset: 3, ts: 1 }, { offset: 3",
        "headers: [ { a: x, b: y } ]",
      })
  void shouldRefuseWhatIsNoScenarioAndNameIt(String entry) {
    String file =
        FILE.replace("ts: 6 }", "ts: 6, " + entry + " }").replace("offset: 7", "offset: 1");

    assertThatThrownBy(() -> ScenarioReader.read("odd", file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scenario 'odd': ");
  }

  @Test
  void shouldRefuseAGapBetweenPartitions() {
    assertThatThrownBy(() -> ScenarioReader.read("odd", FILE.replace("  1: []", "  2: []")))
        .hasMessageContaining("partitions count from 0");
  }
}
