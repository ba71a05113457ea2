package io.twinroute.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicErrorsTest {

  private static final Cluster EAST = new Cluster("east", "e:9092", Map.of());

  @Test
  void shouldTellATopicThatIsMissing() {
    assertThat(TopicErrors.explain(EAST, "late", new UnknownTopicOrPartitionException("no")))
        .isInstanceOf(MissingTopicException.class)
        .hasMessage(
            "Topic 'late' does not exist on cluster east (e:9092). Create it, or check its name in"
                + " the route file.");
  }

  static Exception[] others() {
    return new Exception[] {
      new TimeoutException("no"),
      new TopicAuthorizationException("no"), // it may be there
      new InvalidTopicException("no") // a mistake in the route file, not a topic to come
    };
  }

  @ParameterizedTest
  @MethodSource("others")
  void shouldTakeNoOtherTopicForMissing(Exception error) {
    assertThat(TopicErrors.explain(EAST, "late", error))
        .isNotInstanceOf(MissingTopicException.class)
        .hasCause(error)
        .hasMessageContaining("late");
  }
}
