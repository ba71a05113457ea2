package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.pin.PinnedRoute;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ReasonsTest {

  private static final PinnedRoute ROUTE = Routes.endless(1, 1, 0);

  /** The same record would be refused again after every restart. */
  @Test
  void shouldEndARouteWhoseTargetTakesItsRecordsNoMore() {
    RouteFailedException failed =
        Reasons.failed(
            ROUTE,
            new StreamsException(
                "Error encountered sending record", new RecordTooLargeException("too large.")));

    assertThat(failed.isPermanent()).isTrue();
    assertThat(failed)
        .hasMessage(
            "Cluster 'central' at central:9092 refuses a record of a size that its topics took when"
                + " the route started: RecordTooLargeException: too large. Set max.message.bytes"
                + " back to at least 16809984 for paid-kstreams, paid-kstreams.late,"
                + " paid-kstreams.dead-letter, and to 17825792 for the route's internal topics; the"
                + " route then resumes.");
  }

  @Test
  void shouldTryAgainWhatMayBeAllowedByThen() {
    assertThat(Reasons.failed(ROUTE, new TopicAuthorizationException("no")).isPermanent())
        .isFalse();
    assertThat(Reasons.failed(ROUTE, new StreamsException("what?")).isPermanent()).isFalse();
  }
}
