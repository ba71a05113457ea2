package io.twinroute.flink.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.job.Backends;
import io.twinroute.flink.job.OperatorRun;
import io.twinroute.flink.job.Routes;
import io.twinroute.flink.job.Wiring;
import io.twinroute.flink.types.Kept;
import io.twinroute.reference.ReferenceRule;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The join's state follows the time: nothing stays that nothing can meet. */
class StoredRecordsTest {

  private static final int SCENARIOS = 200;

  @Test
  void shouldKeepNothingOnceTimeHasPassedEverything() throws Exception {
    int kept = 0;
    int timers = 0;
    int rows = 0;
    for (long seed = 1; seed <= SCENARIOS; seed++) {
      Scenario scenario = RandomScenario.joinOf(seed);
      try (OperatorRun run =
          new OperatorRun(
              scenario,
              Routes.of(scenario, 2, false),
              Backends.HEAP.create(),
              null,
              Wiring.SOUND,
              new Random(seed))) {
        run.runToTheEnd();
        kept += run.kept(Sides.LEFT).size() + run.kept(Sides.RIGHT).size();
        timers += run.timers();

        run.passEverything();

        assertThat(run.lines()).as("seed %d", seed).isEqualTo(scenario.expectedLines());
        assertThat(run.timers()).as("seed %d", seed).isZero();
        assertThat(run.kept(Sides.LEFT)).as("seed %d", seed).isEmpty();
        if (scenario.reference().join() instanceof ReferenceRule.Lookup lookup) {
          assertThat(run.kept(Sides.RIGHT))
              .as("seed %d", seed)
              .allMatch(row -> isRow(row) || isEnd(row, lookup));
          assertThat(run.keys()).as("seed %d", seed).isEqualTo(run.kept(Sides.RIGHT).size());
          assertOneRowOfEachKey(run.kept(Sides.RIGHT));
          rows += run.kept(Sides.RIGHT).size();
        } else {
          assertThat(run.kept(Sides.RIGHT)).as("seed %d", seed).isEmpty();
          assertThat(run.keys()).as("seed %d", seed).isZero();
        }
      }
    }
    assertThat(kept).isPositive();
    assertThat(timers).isPositive();
    assertThat(rows).isPositive();
  }

  private static boolean isRow(Kept kept) {
    return !kept.waiting() && kept.record().value() != null;
  }

  /** With first versions, the end of a row is kept: it has had its first one. */
  private static boolean isEnd(Kept kept, ReferenceRule.Lookup lookup) {
    return !kept.waiting() && kept.record().value() == null && lookup.firstVersionWithin() != null;
  }

  private static void assertOneRowOfEachKey(List<Kept> rows) {
    assertThat(rows)
        .extracting(Kept::record)
        .extracting(AcceptedRecord::key)
        .extracting(key -> new String(key, UTF_8))
        .doesNotHaveDuplicates();
  }
}
