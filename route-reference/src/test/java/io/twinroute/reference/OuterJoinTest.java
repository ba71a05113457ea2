package io.twinroute.reference;

import static io.twinroute.reference.Logs.header;
import static io.twinroute.reference.Logs.ids;
import static io.twinroute.reference.Logs.orders;
import static io.twinroute.reference.Logs.payments;
import static io.twinroute.reference.Logs.record;
import static io.twinroute.reference.Logs.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceRule.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class OuterJoinTest {

  private static final SourceLog ORDERS =
      orders(3, record(0, 1_000, "k", "1"), record(1, 1_011, "k", "2", header("trace", "a")));
  private static final SourceLog PAYMENTS =
      payments(
          5,
          record(0, 990, "k", "3"),
          record(1, 1_000, "k", "4"),
          record(2, 1_022, "k", "5", header("none", null)));

  @Test
  void shouldWriteLeftRecordsAloneThatNothingMatches() {
    ReferenceOutput output =
        join(Unmatched.LEFT)
            .output(List.of(ORDERS), List.of(payments(0, PAYMENTS.records().get(1))));

    assertThat(results(output))
        .containsExactlyInAnyOrder(
            "k | {\"order\":1,\"payment\":4} | 1000"
                + " | twinroute-id=east/orders/3@0+west/payments/0@1",
            "k | {\"order\":2,\"payment\":null} | 1011"
                + " | twinroute-id=east/orders/3@1+-, trace=a");
  }

  @Test
  void shouldWriteBothSidesAloneInAnOuterJoinOnly() {
    assertThat(ids(join(Unmatched.NONE).output(List.of(ORDERS), List.of(PAYMENTS))))
        .containsExactlyInAnyOrder("3@0+5@0", "3@0+5@1");
    assertThat(ids(join(Unmatched.LEFT).output(List.of(ORDERS), List.of(PAYMENTS))))
        .containsExactlyInAnyOrder("3@0+5@0", "3@0+5@1", "3@1+-");
    assertThat(ids(join(Unmatched.BOTH).output(List.of(ORDERS), List.of(PAYMENTS))))
        .containsExactlyInAnyOrder("3@0+5@0", "3@0+5@1", "3@1+-", "-+5@2");
  }

  @Test
  void shouldWriteTheWholeRecordOfARightOne() {
    ReferenceOutput output = join(Unmatched.BOTH).output(List.of(), List.of(PAYMENTS));

    assertThat(results(output))
        .contains(
            "k | {\"order\":null,\"payment\":5} | 1022"
                + " | twinroute-id=-+west/payments/5@2, none=null");
  }

  @Test
  void shouldNeverMatchWhatIsLateOrCannotBeJoined() {
    SourceLog payments =
        payments(
            0, record(0, 1_011, "x", "3"), record(1, 1_000, "k", "4"), record(2, 1_011, "k", "{"));

    ReferenceOutput output = join(Unmatched.BOTH).output(List.of(ORDERS), List.of(payments));

    assertThat(ids(output)).containsExactlyInAnyOrder("3@0+-", "3@1+-", "-+0@0");
    assertThat(Logs.reasons(output.late())).containsExactly("west/payments/0@1 late");
    assertThat(Logs.reasons(output.deadLetters())).containsExactly("west/payments/0@2 not-json");
  }

  /** Ten before and after, lateness ten on the left and no more than that on the right. */
  private static ReferenceJoin join(Unmatched unmatched) {
    return new ReferenceJoin(
        new ReferenceRoute(
            new ReferenceSide("order", 10, null),
            new ReferenceSide("payment", 10, null),
            new Window(unmatched, 10, 10)));
  }
}
