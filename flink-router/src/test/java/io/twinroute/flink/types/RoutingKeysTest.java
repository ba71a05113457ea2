package io.twinroute.flink.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class RoutingKeysTest {

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

  @Test
  void shouldReachEverySubtaskOnceAtEveryParallelism() {
    for (int p = 1; p <= RoutingKeys.KEY_GROUPS; p++) {
      int parallelism = p;
      assertThat(RoutingKeys.ofSubtasks(parallelism))
          .extracting(
              key -> KeyGroupRangeAssignment.assignKeyToParallelOperator(key, 128, parallelism))
          .containsExactlyElementsOf(IntStream.range(0, parallelism).boxed().toList());
    }
  }
}
