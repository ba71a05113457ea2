package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.Routes;
import io.twinroute.semantics.record.SizeLimit;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** Of a route that reads topics of one name from several clusters. */
class RefusalTest {

  private static final RoutePlan ROUTE =
      Routes.withClusters(Routes.plan(), "orders", "east", "north");

  @Test
  void shouldNameTheClusterOfTheSourceThatWasRefused() {
    Throwable refused = new TopicAuthorizationException(Set.of("orders"));

    assertThat(reason(new SourceReadException("north", refused)))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("Cluster 'north' at north:9092 does not allow it: ")
                    .doesNotContain("east:9092"));
    assertThat(reason(new SourceReadException("north", new SaslAuthenticationException("no"))))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("Cluster 'north' at north:9092 rejected"));
  }

  /** Clients name the topic alone. */
  @Test
  void shouldNameEachClusterThatHasTheTopicIfItIsNotKnownWhichOneRefused() {
    assertThat(reason(new TopicAuthorizationException(Set.of("orders"))))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith(
                        "Cluster 'east' at east:9092, 'north' at north:9092 does not allow it: "));
    assertThat(reason(new TopicAuthorizationException(Set.of("paid-kstreams"))))
        .hasValueSatisfying(text -> assertThat(text).startsWith("Cluster 'central' at "));
  }

  private static Optional<String> reason(Throwable failure) {
    return Refusal.reason(ROUTE, TestEngines.KSTREAMS, new RecordSizes(SizeLimit.DEFAULT), failure);
  }
}
