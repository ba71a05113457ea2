package io.twinroute.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoDataTest {
  private static final int SIZE = 5_000;

  private final DemoData data = new DemoData(42, SIZE);

  @Test
  void shouldGiveTheSameRecordsForTheSameSeed() {
    // when
    DemoData again = new DemoData(42, SIZE);

    // then
    assertThat(again.orders().toList()).isEqualTo(data.orders().toList()).hasSize(SIZE);
    assertThat(again.payments().toList()).isEqualTo(data.payments().toList()).hasSize(SIZE);
  }

  @Test
  void shouldGiveOtherRecordsForAnotherSeed() {
    // when
    List<DemoRecord> other = new DemoData(43, SIZE).payments().toList();

    // then
    assertThat(other).isNotEqualTo(data.payments().toList());
  }

  @Test
  void shouldHoldOrdersThatArePaidOnceTwiceAndNever() {
    // given
    Map<String, Long> payments =
        data.payments()
            .filter(p -> p.key() != null)
            .collect(Collectors.groupingBy(DemoRecord::key, Collectors.counting()));

    // when
    Set<Long> howOften = new HashSet<>();
    data.orders()
        .filter(o -> o.key() != null)
        .forEach(o -> howOften.add(payments.getOrDefault(o.key(), 0L)));

    // then
    assertThat(howOften).contains(0L, 1L, 2L);
  }

  @Test
  void shouldHoldRecordsOutOfOrderLateAndOutsideTheWindow() {
    // given
    Map<String, Long> orderTimes = new HashMap<>();
    data.orders().forEach(o -> orderTimes.put(o.key(), o.timestamp()));

    // when
    long furthestBehind = furthestBehind(data.payments());
    boolean outside =
        data.payments()
            .filter(p -> p.key() != null)
            .anyMatch(
                p -> p.timestamp() - orderTimes.getOrDefault(p.key(), p.timestamp()) > 600_000);

    // then
    assertThat(furthestBehind).isGreaterThan(60_000);
    assertThat(outside).isTrue();
  }

  @Test
  void shouldHoldRecordsThatNoRouteCanJoinAndTextThatIsNotAscii() {
    // given
    List<DemoRecord> orders = data.orders().toList();

    // then
    assertThat(orders).anyMatch(o -> o.key() == null);
    assertThat(orders).anyMatch(o -> !o.value().endsWith("}"));
    assertThat(orders).anyMatch(o -> o.value().chars().anyMatch(c -> c > 127));
    assertThat(orders).allMatch(o -> !o.headers().isEmpty());
  }

  private static long furthestBehind(Stream<DemoRecord> records) {
    long[] state = {Long.MIN_VALUE, 0};
    records.forEach(
        r -> {
          state[0] = Math.max(state[0], r.timestamp());
          state[1] = Math.max(state[1], state[0] - r.timestamp());
        });
    return state[1];
  }
}
