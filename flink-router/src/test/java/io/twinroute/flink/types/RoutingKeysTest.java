package io.twinroute.flink.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.PartitionFrontier;
import io.twinroute.semantics.Side;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingKeysTest {

  private static final PartitionFrontier FRONTIER = new PartitionFrontier(Side.LEFT, 0, 1, 2);

  /** Changing it breaks savepoints. */
  @Test
  void shouldKeepTheNumberOfKeyGroups() {
    assertThat(RoutingKeys.KEY_GROUPS).isEqualTo(128);
  }

  @Test
  void shouldHaveAKeyInEachKeyGroup() {
    for (int group = 0; group < RoutingKeys.KEY_GROUPS; group++) {
      assertThat(KeyGroupRangeAssignment.assignToKeyGroup(RoutingKeys.of(group), 128))
          .isEqualTo(group);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 128})
  void shouldReachEverySubtask(int parallelism) {
    assertThat(
            IntStream.range(0, RoutingKeys.KEY_GROUPS)
                .mapToObj(group -> Routed.frontier(FRONTIER, group).key())
                .mapToInt(
                    key ->
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(key, 128, parallelism))
                .distinct())
        .hasSize(parallelism);
  }
}
