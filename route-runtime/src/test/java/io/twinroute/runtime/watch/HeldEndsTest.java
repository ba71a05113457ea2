package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.watch.HeldEnds.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldEndsTest {

  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
  private static final Instant START = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HeldEnds held = new HeldEnds();

  @Test
  void shouldFindWhatStandsBeforeOtherRecordsForLong() {
    held.answered(ORDERS, 5, 6, START);
    held.answered(ORDERS, 5, 9, START.plusSeconds(10));

    assertThat(held.longerThan(PATIENCE, START.plusSeconds(9))).isEmpty();
    assertThat(held.longerThan(PATIENCE, START.plusSeconds(10)))
        .isEqualTo(Map.of(ORDERS, new Held(5, START)));
  }

  @Test
  void shouldCountAnewForTheNextTransaction() {
    held.answered(ORDERS, 5, 6, START);
    held.answered(ORDERS, 7, 9, START.plusSeconds(8));

    assertThat(held.longerThan(PATIENCE, START.plusSeconds(12))).isEmpty();
  }

  @Test
  void shouldForgetWhatHasEndedAndWhatIsNotKnown() {
    held.answered(ORDERS, 5, 6, START);
    held.answered(ORDERS, 6, 6, START.plusSeconds(1));
    assertThat(held.longerThan(PATIENCE, START.plusSeconds(20))).isEmpty();

    held.answered(ORDERS, 5, 6, START);
    held.forget();
    assertThat(held.longerThan(PATIENCE, START.plusSeconds(20))).isEmpty();
  }

  @Test
  void shouldSayWhereWhoseAndSinceWhen() {
    OpenTransaction known =
        new OpenTransaction("east", "orders", 3, 55, START, true, Optional.of("billing"));
    OpenTransaction seen =
        new OpenTransaction("east", "orders", 3, 55, START, false, Optional.empty());

    assertThat(known.text(START.plusSeconds(42)))
        .isEqualTo(
            "east/orders/3 is read up to offset 55 only: a transaction of 'billing' has been open"
                + " there since 2026-03-01T10:00:00Z (42 s). Its producer has to end it; the"
                + " cluster does so after the producer's transaction.timeout.ms.");
    assertThat(seen.text(START.plusSeconds(42)))
        .contains("a transaction has been open there since at least 2026-03-01T10:00:00Z (42 s)");
  }
}
