package io.twinroute.cli.sample;

import static io.twinroute.cli.sample.Samples.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.logic.Sides;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFindingsTest {

  private static final String UUID = "0190b5a2-7f3c-7a11-8e2d-0242ac120002";

  @TempDir private Path folder;
  private RoutePlan route;
  private InputSample left;
  private InputSample right;

  @BeforeEach
  void begin() {
    begin("");
  }

  private void begin(String leftSettings) {
    route = Samples.route(folder, leftSettings, "", "type: inner, before: 1m, after: 1m");
    left = new InputSample(route, route.input(Sides.LEFT), route.input(Sides.LEFT).topics().get(0));
    right =
        new InputSample(route, route.input(Sides.RIGHT), route.input(Sides.RIGHT).topics().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "0000002a, 4 bytes",
    "000000000000002a, 8 bytes",
    "0000000003046b33, a schema registry's prefix",
    "226b3122, text in double quotes", // "k1"
    "7b226964223a317d, text that begins as JSON does", // {"id":1}
    "feff006b0031, UTF-16 text",
    "efbbbf6b31, UTF-8 text behind a byte order mark",
  })
  void shouldSayThatKeysOfTwoKindsNeverMatch(String hex, String words) {
    add(left, hex(hex));
    add(left, hex(hex));
    add(right, utf8("k1"));

    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("warn route joined: the keys of east/orders (left) look like " + words)
        .contains(
            "(2), those of west/payments (right) like UTF-8 text (1): most of them are never the"
                + " same bytes");
  }

  @Test
  void shouldSayThatUuidsAsBytesAreNotUuidsAsText() {
    add(left, utf8(UUID));
    add(right, hex(UUID.replace("-", "")));

    assertThat(told()).singleElement().asString().contains("UUIDs as text", "UUIDs as 16 bytes");
  }

  @Test
  void shouldSayNothingOfKeysThatMayMatch() {
    add(left, utf8(UUID));
    add(right, utf8("k1"));
    assertThat(told()).isEmpty();

    begin();
    add(left, hex("000000000000002a"));
    add(right, hex("000000000000002b"));
    assertThat(told()).isEmpty();
  }

  /** A few strangers are no wonder. */
  @Test
  void shouldSayNothingWhileMostKeysMayMatch() {
    add(left, utf8("k1"));
    add(left, utf8("k2"));
    add(left, hex("0000002a"));
    add(right, utf8("k1"));

    assertThat(told()).isEmpty();
  }

  @Test
  void shouldSayNothingWhereOneSideHasNoKeys() {
    add(left, utf8("k1"));

    assertThat(told()).isEmpty();
  }

  @Test
  void shouldCompareAFieldOfTheValueByItsText() {
    begin(", key: /id");
    left.add(Samples.record(0, 0, NOW, hex("0000002a"), utf8("{\"id\":42}")));
    add(right, utf8("42"));
    assertThat(told()).isEmpty();

    add(right, hex("0000002a"));
    add(right, hex("0000002b"));
    assertThat(told())
        .singleElement()
        .asString()
        .contains("like 4 bytes, as of a whole number (2)");
  }

  /** Each cluster's registry gives ids of its own. */
  @Test
  void shouldSayThatRegistriesGiveIdsOfTheirOwn() {
    add(left, hex("0000000003046b33"));
    add(right, hex("0000000004046b33"));
    assertThat(told())
        .singleElement()
        .asString()
        .contains("begin with a schema registry's ids, and no id is in both");

    add(right, hex("0000000003046b34"));
    assertThat(told()).isEmpty();
  }

  private static void add(InputSample sample, byte[] key) {
    sample.add(Samples.record(0, sample.size(), NOW, key, utf8("{}")));
  }

  private List<String> told() {
    ToldFindings findings = new ToldFindings();
    new KeyFindings(route, findings).tell(List.of(left, right));
    return findings.lines;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
