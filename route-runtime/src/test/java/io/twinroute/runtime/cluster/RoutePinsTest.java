package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePinsTest {

  private static final SourceTopic ORDERS = new SourceTopic("east/orders", "o1", 1);
  private static final SourceTopic PAYMENTS = new SourceTopic("west/payments", "p1", 1);

  private final RoutePlan inner = Routes.untilEnd(List.of(1L), List.of(1L)).plan();

  @Test
  void shouldFitTheRouteTheyWereMadeFor() {
    assertThatNoException().isThrownBy(() -> pins("inner").mustFit(inner, ORDERS, PAYMENTS));
  }

  /** What waits, and what is kept, was decided by the type that the route had then. */
  @ParameterizedTest
  @ValueSource(strings = {"left", "outer", "lookup", "left-lookup"})
  void shouldRefuseAnotherTypeOfJoin(String type) {
    assertThatThrownBy(() -> pins(type).mustFit(inner, ORDERS, PAYMENTS))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("'" + type + "'")
        .hasMessageContaining("'inner'")
        .hasMessageContaining("new name");
  }

  private static RoutePins pins(String type) {
    return new RoutePins(
        "i",
        0,
        type,
        new SidePins("east/orders", "o1", List.of(0L)),
        new SidePins("west/payments", "p1", List.of(0L)),
        null,
        null);
  }
}
