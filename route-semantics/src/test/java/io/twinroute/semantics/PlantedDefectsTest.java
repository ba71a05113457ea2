package io.twinroute.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.scenario.Scenario;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison with the reference is worth something: it finds what is wrong. */
class PlantedDefectsTest {

  private static final int ROUTES = 2_000;

  /** Always the same routes: whether a defect shows must not depend on luck. */
  private static final long SEED = Long.getLong("twinroute.seed", 1);

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void shouldFind(String defect, Function<Scenario, RouteParts> parts) {
    RouteCheck check = new RouteCheck(parts);

    assertThat(seeds().anyMatch(check::differs))
        .as("'%s' shows within %d routes from -Dtwinroute.seed=%d", defect, ROUTES, SEED)
        .isTrue();
  }

  @Test
  void shouldFindNothingWithoutADefect() {
    RouteCheck check = new RouteCheck();

    assertThat(seeds().filter(check::differs).boxed()).isEmpty();
  }

  @Test
  void shouldShowItsSeedAndASmallScenario() {
    RouteCheck check = new RouteCheck(StateDefects.all().get("a match misses its latest partner"));
    long failing = seeds().filter(check::differs).findFirst().orElseThrow();

    assertThatThrownBy(() -> IntStream.range(0, 3).forEach(order -> check.checked(failing, order)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dtwinroute.seed=" + failing)
        .message()
        .satisfies(message -> assertThat(message.split("value:", -1)).hasSizeLessThan(10));
  }

  private static LongStream seeds() {
    return LongStream.range(SEED, SEED + ROUTES);
  }

  private static Stream<Arguments> defects() {
    return Stream.of(
            AcceptDefects.all(),
            StateDefects.all(),
            TimeDefects.all(),
            SizeDefects.all(),
            PassThroughDefects.all(),
            FormatDefects.all(),
            TopicDefects.all(),
            WhereDefects.all())
        .map(Map::entrySet)
        .flatMap(entries -> entries.stream())
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }
}
