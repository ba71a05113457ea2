package io.twinroute.kstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The random scenarios must notice a store that a restart forgets. */
class PlantedDefectsTest {

  private static final int SEEDS = 500;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @ParameterizedTest
  @ValueSource(
      strings = {
        StreamsNames.PROGRESS_STORE,
        StreamsNames.RECENT_STORE,
        StreamsNames.RECORDS_STORE,
        StreamsNames.WAITING_STORE,
        StreamsNames.REPARTITION_POSITION_STORE
      })
  void shouldNoticeAStoreThatIsNotRestored(String forgotten) {
    UnaryOperator<Map<String, Map<Bytes, byte[]>>> defect =
        stores -> {
          Map<String, Map<Bytes, byte[]>> rest = new HashMap<>(stores);
          rest.remove(forgotten);
          return rest;
        };

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
