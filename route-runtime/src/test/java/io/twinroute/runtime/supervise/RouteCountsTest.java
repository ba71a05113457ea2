package io.twinroute.runtime.supervise;

import static io.twinroute.semantics.time.Frontiers.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.Routes;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteCountsTest {

  private static final PinnedRoute ROUTE = Routes.untilEnd(List.of(5L, 9L), List.of(0L));

  @Test
  void shouldHaveReachedTheEndsWhenEveryPartitionHas() {
    assertThat(at(List.of(5L, 9L), List.of(0L)).hasReachedTheEnds(ROUTE)).isTrue();
    assertThat(at(List.of(6L, 90L), List.of(1L)).hasReachedTheEnds(ROUTE)).isTrue();
  }

  @Test
  void shouldNotHaveReachedTheEndsWhileOnePartitionHasNot() {
    assertThat(at(List.of(5L, 8L), List.of(0L)).hasReachedTheEnds(ROUTE)).isFalse();
    assertThat(at(List.of(4L, 9L), List.of(0L)).hasReachedTheEnds(ROUTE)).isFalse();
    assertThat(at(List.of(5L, 9L), List.of(-1L)).hasReachedTheEnds(ROUTE)).isFalse();
  }

  @Test
  void shouldTakeUnknownPositionsForNothingRead() {
    assertThat(RouteCounts.NONE.hasReachedTheEnds(ROUTE)).isFalse();
    assertThat(at(List.of(5L), List.of(0L)).hasReachedTheEnds(ROUTE)).isFalse();
    assertThat(RouteCounts.NONE.position(Sides.LEFT, 1)).isEqualTo(-1);
  }

  @Test
  void shouldNotWaitForPartitionsWithNothingToProcess() {
    PinnedRoute route =
        Routes.untilEnd(List.of(PinnedInput.NOTHING, 3L), List.of(PinnedInput.NOTHING));

    assertThat(at(List.of(-1L, 2L), List.of()).hasReachedTheEnds(route)).isFalse();
    assertThat(at(List.of(-1L, 3L), List.of()).hasReachedTheEnds(route)).isTrue();
    assertThat(route.input(Sides.LEFT).partitionsWithAnEnd()).isEqualTo(1);
    assertThat(route.input(Sides.RIGHT).partitionsWithAnEnd()).isZero();
  }

  @Test
  void shouldTellTheSidesApart() {
    RouteCounts counts = at(List.of(1L, 2L), List.of(3L));

    assertThat(counts.position(Sides.LEFT, 1)).isEqualTo(2);
    assertThat(counts.position(Sides.RIGHT, 0)).isEqualTo(3);
  }

  @Test
  void shouldNameThePartitionThatHoldsTimeBack() {
    RouteCounts counts = withFrontiers(List.of(500L, 300L), List.of(400L));

    assertThat(counts.timeHeld(ROUTE)).contains(new TimeHeld(300, "east/orders/1"));
    assertThat(counts.timeHeld(ROUTE).orElseThrow().time()).isEqualTo("1970-01-01T00:00:00.300Z");
  }

  @Test
  void shouldNameAPartitionThatHasGivenNothing() {
    RouteCounts counts = withFrontiers(List.of(500L, 300L), List.of());

    assertThat(counts.timeHeld(ROUTE)).contains(new TimeHeld(UNKNOWN, "west/payments/0"));
    assertThat(counts.timeHeld(ROUTE).orElseThrow().time()).isEqualTo("unknown");
  }

  /** Another process knows how far the partition is. */
  @Test
  void shouldNameNothingWhereAFrontierIsKnownElsewhereOnly() {
    InputPositions ours = new InputPositions(List.of(), List.of(500L, 300L));
    Set<Integer> others = Set.of(0);

    assertThat(
            counts(ours, new InputPositions(List.of(), List.of(UNKNOWN), List.of(), others))
                .timeHeld(ROUTE))
        .isEmpty();
    assertThat(
            counts(ours, new InputPositions(List.of(), List.of(200L), List.of(), others))
                .timeHeld(ROUTE))
        .contains(new TimeHeld(200, "west/payments/0"));
  }

  @Test
  void shouldNameNothingBeforeAnythingIsRead() {
    assertThat(RouteCounts.NONE.timeHeld(ROUTE)).isEmpty();
  }

  @Test
  void shouldAddUpWhatItsInputsCount() {
    RouteCounts counts =
        new RouteCounts(
            1,
            List.of(
                new InputCounts(
                    10,
                    new Rejections(
                        Map.of(
                            Rejection.LATE, 1L,
                            Rejection.NOT_JSON, 2L)),
                    InputPositions.NONE),
                new InputCounts(
                    20,
                    new Rejections(
                        Map.of(
                            Rejection.AFTER_SILENCE, 3L,
                            Rejection.NOT_JSON, 4L,
                            Rejection.NO_KEY, 0L)),
                    InputPositions.NONE)));

    assertThat(counts.read()).isEqualTo(30);
    assertThat(counts.late()).isEqualTo(4);
    assertThat(counts.deadLetters()).isEqualTo(6);
    assertThat(counts.rejected().text()).isEqualTo("not-json 6, after-silence 3, late 1");
  }

  private static RouteCounts withFrontiers(List<Long> left, List<Long> right) {
    return counts(new InputPositions(List.of(), left), new InputPositions(List.of(), right));
  }

  private static RouteCounts at(List<Long> left, List<Long> right) {
    return counts(new InputPositions(left, List.of()), new InputPositions(right, List.of()));
  }

  private static RouteCounts counts(InputPositions left, InputPositions right) {
    return new RouteCounts(
        0,
        List.of(
            new InputCounts(0, Rejections.NONE, left), new InputCounts(0, Rejections.NONE, right)));
  }
}
