package io.twinroute.cli.sample;

import static io.twinroute.cli.sample.Samples.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.logic.Sides;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFindingsTest {

  private static final String INNER = "type: inner, before: 1m, after: 1m";

  @TempDir private Path folder;

  /** Of partition 0; each record has its index as offset and seconds. */
  private InputSample sample;

  private RoutePlan route;

  @Test
  void shouldTakeRecordsThatTheRouteTakes() {
    begin("", INNER);
    add("k1", "{}");
    add("k2", "[1]");

    assertThat(told())
        .containsExactly(
            "ok the route would take all of its newest 2 record(s)",
            "ok keys look like UTF-8 text (2)");
  }

  @Test
  void shouldSayThatThereIsNothingToSee() {
    begin("", INNER);

    assertThat(told()).containsExactly("ok holds no records that could be examined");
  }

  /** Those of a report: all of them were dead letters, and nobody said so. */
  @Test
  void shouldNameARegistrysPrefix() {
    begin("", INNER);
    add(utf8("k1"), hex("000000002a7b226964223a317d"));
    add(utf8("k2"), hex("0000000007020a68656c6c6f"));
    add(hex("0000000003046b33"), hex("0000000009000a0161"));

    assertThat(told())
        .containsExactly(
            "warn the route would reject all of its newest 3 record(s): not-json (3). What is"
                + " wrong with them follows.",
            "warn all of its newest 3 record(s) have a value that is not-json: they look like a"
                + " schema registry's prefix (00 and a 4-byte id) (2), a schema registry's prefix"
                + " (00 and a 4-byte id) with JSON behind it (1). Let the producers write JSON"
                + " without a registry's serializer, or convert the topic into another one.",
            "ok keys look like UTF-8 text (2), a schema registry's prefix (00 and a 4-byte id)"
                + " (1)");
  }

  @Test
  void shouldNameARegistrysIdInAHeader() {
    begin("", INNER);
    ConsumerRecord<byte[], byte[]> record =
        Samples.record(0, 0, NOW, hex("046b33"), hex("020a68656c6c6f"));
    record.headers().add("__value_schema_id", hex("0000000007"));
    record.headers().add("__key_schema_id", hex("0000000003"));
    sample.add(record);

    assertThat(told())
        .anyMatch(
            f -> f.contains("not-json: they look like bytes with a schema registry's id in a"))
        .anyMatch(f -> f.startsWith("ok keys look like bytes with a schema registry's id in a"));
  }

  @Test
  void shouldSayHowManyLackAKeyAlthoughTheirValuesAreWrongToo() {
    begin("", INNER);
    add((byte[]) null, utf8("{}"));
    add((byte[]) null, utf8("<a/>"));
    add("k", "{}");
    add("k", "{}");

    assertThat(told())
        .containsExactly(
            "warn the route would reject 2 of its newest 4 record(s): no-key (2). What is wrong"
                + " with them follows.",
            "warn 1 of its newest 4 record(s) have a value that is not-json: they look like XML"
                + " (1). Let the producers write one JSON text in UTF-8 a record, or convert the"
                + " topic into another one.",
            "warn 2 of its newest 4 record(s) have no key, and left is joined on it (no-key). Let"
                + " the producers set keys, or join on a field of the values (key: /path).",
            "ok keys look like UTF-8 text (2)");
  }

  @Test
  void shouldSayHowManyLackTheKeyField() {
    begin(", key: /id", INNER);
    add("ignored", "{\"id\":7}");
    add("ignored", "{\"Id\":7}");
    add((byte[]) null, utf8("{\"id\":null}"));

    assertThat(told())
        .containsExactly(
            "warn the route would reject 2 of its newest 3 record(s): no-key-field (2). What is"
                + " wrong with them follows.",
            "warn 2 of its newest 3 record(s) have no field /id in the value, or one that is no"
                + " key (no-key-field). Correct the key of left, or let the producers write the"
                + " field.");
  }

  @Test
  void shouldTellTombstonesThatEndRowsFromThoseThatDoNot() {
    begin("", INNER);
    add(utf8("k"), null);
    assertThat(told())
        .anyMatch(f -> f.startsWith("warn all of its newest 1 record(s) have no val"));

    begin(Sides.RIGHT, "", "type: lookup");
    add(utf8("k"), null);
    add("k", "{}");
    assertThat(told())
        .contains("ok 1 of its newest 2 record(s) are tombstones, which end rows")
        .allMatch(f -> f.startsWith("ok"));
  }

  @Test
  void shouldNameTimestampsThatAreNoMilliseconds() {
    begin("", INNER);
    sample.add(Samples.record(0, 0, NOW / 1_000, utf8("k"), utf8("{}")));
    sample.add(Samples.record(1, 0, NOW * 1_000, utf8("k"), utf8("{}")));
    sample.add(Samples.record(2, 0, NOW * 1_000_000, utf8("k"), utf8("{}")));
    sample.add(Samples.record(3, 0, -1, utf8("k"), utf8("{}")));
    sample.add(Samples.record(4, 0, NOW, utf8("k"), utf8("{}")));

    assertThat(told())
        .anyMatch(
            f -> f.startsWith("warn the timestamps of 1 of its newest 5 record(s) are before"))
        .anyMatch(f -> f.contains("thousands of years ahead, as microseconds would. Let the"))
        .anyMatch(f -> f.contains("millions of years ahead, as nanoseconds would. Let the"))
        .anyMatch(f -> f.startsWith("warn 1 of its newest 5 record(s) have no timestamp, or one"));
  }

  /** A record now and then is late on any day. */
  @Test
  void shouldWarnOfLateRecordsOnlyIfTheyAreMany() {
    begin("", INNER);
    for (int i = 0; i < 99; i++) {
      add("k", "{}");
    }
    sample.add(Samples.record(0, 99, NOW, utf8("k"), utf8("{}")));
    assertThat(told())
        .contains("ok the route would reject 1 of its newest 100 record(s): late (1)")
        .allMatch(f -> f.startsWith("ok"));

    for (int i = 100; i < 110; i++) {
      sample.add(Samples.record(0, i, NOW, utf8("k"), utf8("{}")));
    }
    assertThat(told())
        .contains(
            "warn 11 of its newest 110 record(s) are further behind their partition's newest than"
                + " lateness: PT30S allows (late). Let it allow more, or the producers write in"
                + " order.");
  }

  @Test
  void shouldShowNothingOfWhatARecordHolds() {
    begin(", key: /id", INNER);
    add("sesame", "open sesame");
    add("sesame", "{\"sesame\":1}");
    add(utf8("sesame"), hex("0000000007" + HexFormat.of().formatHex(utf8("sesame"))));

    assertThat(told()).noneMatch(f -> f.contains("sesame"));
    assertThat(sample.toString()).doesNotContain("sesame");
  }

  private void begin(String left, String join) {
    begin(Sides.LEFT, left, join);
  }

  private void begin(int input, String left, String join) {
    route = Samples.route(folder, left, "", join);
    sample = new InputSample(route, route.input(input), route.input(input).topics().get(0));
  }

  private void add(String key, String value) {
    add(utf8(key), utf8(value));
  }

  private void add(byte @Nullable [] key, byte @Nullable [] value) {
    sample.add(Samples.record(0, sample.size(), NOW + 1_000L * sample.size(), key, value));
  }

  /** Without their subject, which is always the same. */
  private List<String> told() {
    ToldFindings findings = new ToldFindings();
    new InputFindings(route, sample, findings).tell();
    String subject = InputFindings.subject(route, sample.source()) + ": ";
    assertThat(findings.lines).allMatch(line -> line.contains(subject));
    return findings.lines.stream().map(line -> line.replace(subject, "")).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
