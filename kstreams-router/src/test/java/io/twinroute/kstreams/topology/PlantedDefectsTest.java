package io.twinroute.kstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The random scenarios must notice a section of the stores that a restart forgets. */
class PlantedDefectsTest {

  private static final int SEEDS = 500;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @ParameterizedTest
  @EnumSource(names = {"PROGRESS", "RECENT", "RECORDS", "WAITING", "REPARTITION_POSITION"})
  void shouldNoticeASectionThatIsNotRestored(StoreSection forgotten) {
    UnaryOperator<Map<String, Map<Bytes, byte[]>>> defect =
        stores -> Restored.without(forgotten, stores);

    assertThat(LongStream.range(seed, seed + SEEDS).anyMatch(s -> differs(s, defect)))
        .as("-Dtwinroute.seed=%d", seed)
        .isTrue();
  }

  /** A defect may also make the run fail, which is noticed as well. */
  private static boolean differs(long seed, UnaryOperator<Map<String, Map<Bytes, byte[]>>> defect) {
    Scenario scenario = RandomScenario.of(seed);
    try {
      return !ScenarioRun.of(scenario, new Random(seed), defect).equals(scenario.expectedLines());
    } catch (RuntimeException | AssertionError e) {
      return true;
    }
  }
}
