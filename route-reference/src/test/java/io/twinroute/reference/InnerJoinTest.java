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

/** Cases worked out by hand: they hold the reference that everything else is compared with. */
class InnerJoinTest {

  /** Lateness 10 on the left and 5 on the right; a payment is 20 before to 30 after its order. */
  private static final ReferenceJoin JOIN =
      new ReferenceJoin(
          new ReferenceRoute(
              new ReferenceSide("order", 10, null),
              new ReferenceSide("payment", 5, null),
              new Window(Unmatched.NONE, 20, 30)));

  @Test
  void shouldWriteTheWholeRecord() {
    SourceLog orders = orders(3, record(1234, 1_000, "k", "{\"o\":1}", header("trace", "a")));
    SourceLog payments = payments(0, record(77, 1_005, "k", " [2]", header("trace", null)));

    ReferenceOutput output = JOIN.output(List.of(orders), List.of(payments));

    assertThat(results(output))
        .containsExactly(
            "k | {\"order\":{\"o\":1},\"payment\": [2]} | 1005"
                + " | twinroute-id=east/orders/3@1234+west/payments/0@77, trace=a, trace=null");
    assertThat(output.late()).isEmpty();
    assertThat(output.deadLetters()).isEmpty();
  }

  @Test
  void shouldIncludeBothBoundsOfTheWindow() {
    SourceLog orders = orders(0, record(0, 1_000, "k", "1"));
    SourceLog payments =
        payments(
            0,
            record(0, 979, "k", "2"),
            record(1, 980, "k", "3"),
            record(2, 1_030, "k", "4"),
            record(3, 1_031, "k", "5"));

    assertThat(results(JOIN.output(List.of(orders), List.of(payments))))
        .containsExactlyInAnyOrder(
            "k | {\"order\":1,\"payment\":3} | 1000"
                + " | twinroute-id=east/orders/0@0+west/payments/0@1",
            "k | {\"order\":1,\"payment\":4} | 1030"
                + " | twinroute-id=east/orders/0@0+west/payments/0@2");
  }

  @Test
  void shouldJoinAllPairsOfRecordsThatDifferInTheirOffsetsOnly() {
    SourceLog orders = orders(0, record(4, 1_000, "k", "1"), record(9, 1_000, "k", "1"));
    SourceLog payments = payments(0, record(2, 1_000, "k", "2"), record(3, 1_000, "k", "2"));

    assertThat(ids(JOIN.output(List.of(orders), List.of(payments))))
        .containsExactlyInAnyOrder("0@4+0@2", "0@4+0@3", "0@9+0@2", "0@9+0@3");
  }

  @Test
  void shouldCompareKeysByTheirBytes() {
    SourceLog orders = orders(0, record(0, 1_000, "", "1"), record(1, 1_000, "a", "1"));
    SourceLog payments = payments(0, record(0, 1_000, "", "2"), record(1, 1_000, "A", "2"));

    assertThat(ids(JOIN.output(List.of(orders), List.of(payments)))).containsExactly("0@0+0@0");
  }

  @Test
  void shouldJoinAcrossPartitionsAndWhateverTheirClocksSay() {
    SourceLog ahead = orders(0, record(0, 9_000_000, "x", "1"));
    SourceLog orders = orders(1, record(0, 1_000, "k", "1"));
    SourceLog payments = payments(5, record(0, 1_000, "k", "2"));

    assertThat(ids(JOIN.output(List.of(ahead, orders), List.of(payments))))
        .containsExactly("1@0+5@0");
  }

  @Test
  void shouldGiveNothingWithoutRecords() {
    assertThat(JOIN.output(List.of(orders(0)), List.of(payments(0))).results()).isEmpty();
    assertThat(JOIN.output(List.of(), List.of()).results()).isEmpty();
  }

  @Test
  void shouldQuoteNames() {
    ReferenceRoute odd =
        new ReferenceRoute(
            new ReferenceSide("a\"b", 0, null),
            new ReferenceSide("c\\d", 0, null),
            new Window(Unmatched.NONE, 0, 0));

    ReferenceOutput output =
        new ReferenceJoin(odd)
            .output(
                List.of(orders(0, record(0, 1, "k", "1"))),
                List.of(payments(0, record(0, 1, "k", "2"))));

    assertThat(results(output).get(0)).contains("{\"a\\\"b\":1,\"c\\\\d\":2}");
  }
}
