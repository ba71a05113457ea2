package io.twinroute.reference;

import static io.twinroute.reference.Logs.header;
import static io.twinroute.reference.Logs.ids;
import static io.twinroute.reference.Logs.orders;
import static io.twinroute.reference.Logs.payments;
import static io.twinroute.reference.Logs.record;
import static io.twinroute.reference.Logs.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceRule.Lookup;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupTest {

  @Test
  void shouldMeetTheRowThatIsValidAtItsTime() {
    SourceLog orders =
        orders(
            0,
            record(0, 999, "k", "1"),
            record(1, 1_000, "k", "2"),
            record(2, 1_999, "k", "3"),
            record(3, 2_000, "k", "4"));
    SourceLog rows = payments(0, record(0, 1_000, "k", "\"a\""), record(1, 2_000, "k", "\"b\""));

    assertThat(ids(join(false).output(List.of(orders), List.of(rows))))
        .containsExactlyInAnyOrder("0@1+0@0", "0@2+0@0", "0@3+0@1");
    assertThat(ids(join(true).output(List.of(orders), List.of(rows))))
        .containsExactlyInAnyOrder("0@0+-", "0@1+0@0", "0@2+0@0", "0@3+0@1");
  }

  @Test
  void shouldWriteTheWholeRecord() {
    SourceLog orders = orders(3, record(9, 2_000, "k", "1", header("trace", "a")));
    SourceLog rows = payments(1, record(7, 1_000, "k", "null", header("trace", "b")));

    assertThat(results(join(true).output(List.of(orders), List.of(rows))))
        .containsExactly(
            "k | {\"order\":1,\"payment\":null} | 2000"
                + " | twinroute-id=east/orders/3@9+west/payments/1@7, trace=a, trace=b");
    assertThat(results(join(true).output(List.of(orders), List.of())))
        .containsExactly(
            "k | {\"order\":1,\"payment\":null} | 2000"
                + " | twinroute-id=east/orders/3@9+-, trace=a");
  }

  @Test
  void shouldEndARowWithATombstone() {
    SourceLog orders = orders(0, record(0, 1_500, "k", "1"), record(1, 2_000, "k", "2"));
    SourceLog rows = payments(0, record(0, 1_000, "k", "3"), record(1, 2_000, "k", null));

    assertThat(ids(join(false).output(List.of(orders), List.of(rows)))).containsExactly("0@0+0@0");
    assertThat(ids(join(true).output(List.of(orders), List.of(rows))))
        .containsExactlyInAnyOrder("0@0+0@0", "0@1+-");
  }

  @Test
  void shouldTakeTheLargerPartitionAndThenTheLargerOffsetAtOneTime() {
    SourceLog orders = orders(0, record(0, 1_000, "k", "1"));
    SourceLog small = payments(0, record(8, 1_000, "k", "2"), record(9, 1_000, "k", "3"));
    SourceLog large = payments(1, record(2, 1_000, "k", "4"), record(3, 1_000, "k", "5"));

    assertThat(ids(join(false).output(List.of(orders), List.of(large, small))))
        .containsExactly("0@0+1@3");
    assertThat(ids(join(false).output(List.of(orders), List.of(small)))).containsExactly("0@0+0@9");
  }

  @Test
  void shouldOrderVersionsByTimeAndNotByOffset() {
    SourceLog orders = orders(0, record(0, 1_005, "k", "1"));
    SourceLog rows = payments(0, record(0, 1_005, "k", "2"), record(1, 1_000, "k", "3"));

    assertThat(ids(join(false).output(List.of(orders), List.of(rows)))).containsExactly("0@0+0@0");
  }

  @Test
  void shouldRefuseTombstonesWithoutAKeyOrOnTheLeft() {
    ReferenceOutput output =
        join(true)
            .output(
                List.of(orders(0, record(0, 1_000, "k", null))),
                List.of(payments(0, record(0, 1_000, null, null))));

    assertThat(Logs.reasons(output.deadLetters()))
        .containsExactly("east/orders/0@0 no-value", "west/payments/0@0 no-key");
    assertThat(output.results()).isEmpty();
  }

  private static ReferenceJoin join(boolean unmatched) {
    return new ReferenceJoin(
        new ReferenceRoute(
            new ReferenceSide("order", 10, null),
            new ReferenceSide("payment", 10, null),
            new Lookup(unmatched)));
  }
}
