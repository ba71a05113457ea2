package io.twinroute.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final LinkedHashMap<String, RecordSource> sides = new LinkedHashMap<>();

  @Test
  void shouldSayIdenticalInOneLine() {
    // given
    sides.put("reference", side("a", "b"));
    sides.put("flink", side("a", "b"));
    sides.put("kstreams", side("a", "b"));

    // when
    Verdict verdict = Verdict.of(sides);

    // then
    assertThat(verdict.line())
        .isEqualTo("identical: true  reference=2 flink=2 kstreams=2 differing=0");
    assertThat(verdict.explanation()).isEmpty();
  }

  @Test
  void shouldExplainTheFirstDifferenceAndCountThoseOfEverySide() {
    // given
    sides.put("reference", side("a", "b"));
    sides.put("flink", side("a", "c"));
    sides.put("kstreams", side("b"));

    // when
    Verdict verdict = Verdict.of(sides);

    // then
    assertThat(verdict.line())
        .isEqualTo("identical: false  reference=2 flink=2 kstreams=1 differing=2");
    assertThat(verdict.explanation().get(0)).isEqualTo("first difference: changed (value)");
  }

  @Test
  void shouldTellThatNothingWasCompared() {
    // given
    sides.put("flink", side());
    sides.put("kstreams", side());

    // when
    Verdict verdict = Verdict.of(sides);

    // then
    assertThat(verdict.line()).isEqualTo("identical: true  flink=0 kstreams=0 differing=0");
    assertThat(verdict.isEmpty()).isTrue();
  }

  private static RecordSource side(String... values) {
    List<TopicRecord> records =
        List.of(values).stream()
            .map(v -> new TopicRecord(0, 0, 0, null, v.getBytes(StandardCharsets.UTF_8), List.of()))
            .toList();
    return records::forEach;
  }
}
