package io.twinroute.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  @Test
  void shouldKeepTheRecordsThatMatter() {
    Scenario large = large();

    Scenario small = Shrinker.shrink(large, holds(0, 17).and(holds(1, 3)), 1_000);

    assertThat(offsets(small.left())).containsExactly(17L);
    assertThat(small.left()).hasSize(1);
    assertThat(offsets(small.right())).containsExactly(3L);
    assertThat(small.right()).hasSize(2);
  }

  @Test
  void shouldAskNoMoreOftenThanItMay() {
    AtomicInteger tries = new AtomicInteger();

    Scenario small =
        Shrinker.shrink(
            large(),
            scenario -> {
              tries.incrementAndGet();
              return holds(0, 17).test(scenario);
            },
            12);

    assertThat(tries).hasValue(12);
    assertThat(holds(0, 17)).accepts(small);
  }

  @Test
  void shouldLeaveAsItIsWhatFailsOnlyAsAWhole() {
    Scenario large = large();

    assertThat(Shrinker.shrink(large, scenario -> false, 1_000)).isSameAs(large);
  }

  @Test
  void shouldLeaveNothingOfWhatAlwaysFails() {
    Scenario small = Shrinker.shrink(large(), scenario -> true, 1_000);

    assertThat(small.left()).hasSize(1).allMatch(log -> log.records().isEmpty());
    assertThat(small.right()).hasSize(1).allMatch(log -> log.records().isEmpty());
  }

  @Test
  void shouldGiveAScenarioForTheCorpus() {
    Scenario random =
        LongStream.iterate(4711, seed -> seed + 1)
            .mapToObj(RandomScenario::of)
            .filter(scenario -> !scenario.expected().results().isEmpty())
            .findFirst()
            .orElseThrow();

    Scenario small = Shrinker.shrink(random, s -> !s.expected().results().isEmpty(), 1_000);

    assertThat(small.expected().results()).hasSize(1);
    assertThat(small.expected().late()).isEmpty();
    Scenario kept = ScenarioReader.read("kept", ScenarioText.of(small));
    assertThat(kept.expectedLines()).isEqualTo(small.expectedLines());
    assertThat(kept.with(kept.left(), kept.right()).expectedLines())
        .isEqualTo(small.expectedLines());
  }

  /** Two left partitions with forty records each, three right ones. */
  private static Scenario large() {
    Scenario any = RandomScenario.of(1);
    return any.with(
        List.of(log("orders", 0), log("orders", 1)),
        List.of(log("payments", 0), log("payments", 1), log("payments", 2)));
  }

  private static SourceLog log(String topic, int partition) {
    return new SourceLog(
        topic.equals("orders") ? "east" : "west",
        topic,
        partition,
        LongStream.range(0, 40)
            .mapToObj(offset -> new LogRecord(offset, 0, null, null, List.of()))
            .toList());
  }

  /** Left partition 0 holds the one offset, or right partition 1 the other. */
  private static Predicate<Scenario> holds(int side, long offset) {
    return scenario -> {
      List<SourceLog> logs = side == 0 ? scenario.left() : scenario.right();
      return logs.size() > side
          && logs.get(side).records().stream().anyMatch(r -> r.offset() == offset);
    };
  }

  private static Stream<Long> offsets(List<SourceLog> logs) {
    return logs.stream().flatMap(log -> log.records().stream()).map(LogRecord::offset);
  }
}
