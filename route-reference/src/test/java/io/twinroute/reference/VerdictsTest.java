package io.twinroute.reference;

import static io.twinroute.reference.Logs.header;
import static io.twinroute.reference.Logs.ids;
import static io.twinroute.reference.Logs.orders;
import static io.twinroute.reference.Logs.payments;
import static io.twinroute.reference.Logs.reasons;
import static io.twinroute.reference.Logs.record;
import static io.twinroute.reference.Logs.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceRule.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which records join, which are late, which are dead letters, and what these look like. */
class VerdictsTest {

  private static final Window WINDOW = new Window(Unmatched.LEFT, 0, 0);

  @Test
  void shouldSetAsideWhatIsLateInItsOwnPartition() {
    SourceLog orders =
        orders(
            0,
            record(0, 1_000, "k", "1"),
            record(1, 990, "k", "2"), // exactly 10 behind: accepted
            record(2, 989, "k", "3"), // late
            record(3, 995, "k", "4")); // accepted: a late record changes nothing
    SourceLog early = orders(1, record(0, 985, "k", "5")); // another partition's own log

    ReferenceOutput output = output(null, orders, early);

    assertThat(ids(output)).containsExactlyInAnyOrder("0@0+-", "0@1+-", "0@3+-", "1@0+-");
    assertThat(reasons(output.late())).containsExactly("east/orders/0@2 late");
  }

  @Test
  void shouldLetRecordsCountForLatenessThatCannotBeJoined() {
    SourceLog noKey = orders(0, record(0, 1_000, null, "1"), record(1, 989, "k", "1"));
    SourceLog noValue = orders(1, record(0, 1_000, "k", null), record(1, 989, "k", "1"));
    SourceLog broken = orders(2, record(0, 1_000, "k", "{"), record(1, 989, "k", "1"));
    SourceLog noTime = orders(3, record(0, -1, "k", "1"), record(1, 989, "k", "1"));

    ReferenceOutput output = output(null, noKey, noValue, broken, noTime);

    assertThat(ids(output)).containsExactly("3@1+-");
    assertThat(reasons(output.late()))
        .containsExactly("east/orders/0@1 late", "east/orders/1@1 late", "east/orders/2@1 late");
    assertThat(reasons(output.deadLetters()))
        .containsExactly(
            "east/orders/0@0 no-key",
            "east/orders/1@0 no-value",
            "east/orders/2@0 not-json",
            "east/orders/3@0 no-timestamp");
  }

  @Test
  void shouldNameTheFirstReason() {
    SourceLog orders =
        orders(
            0,
            record(0, 1_000, null, "{\"id\":1}"),
            record(1, -1, null, null),
            record(2, 989, null, null),
            record(3, 990, null, null),
            record(4, 990, "k", null),
            record(5, 990, "k", "{"),
            record(6, 990, "k", "{}"));

    ReferenceOutput byField = output("/id", orders);

    assertThat(ids(byField)).containsExactly("0@0+-");
    assertThat(reasons(byField.late())).containsExactly("east/orders/0@2 late");
    assertThat(reasons(byField.deadLetters()))
        .containsExactly(
            "east/orders/0@1 no-timestamp",
            "east/orders/0@3 no-value",
            "east/orders/0@4 no-value",
            "east/orders/0@5 not-json",
            "east/orders/0@6 no-key-field");

    ReferenceOutput byKey = output(null, orders);

    assertThat(ids(byKey)).containsExactly("0@6+-");
    assertThat(reasons(byKey.late())).containsExactly("east/orders/0@2 late");
    assertThat(reasons(byKey.deadLetters()))
        .containsExactly(
            "east/orders/0@0 no-key",
            "east/orders/0@1 no-timestamp",
            "east/orders/0@3 no-key",
            "east/orders/0@4 no-value",
            "east/orders/0@5 not-json");
  }

  @Test
  void shouldKeepTheWholeRejectedRecord() {
    SourceLog orders =
        orders(
            7,
            record(3, 1_000, "a", "1", header("trace", "t")),
            record(4, 900, "b", "{ \"n\" : 1 }", header("trace", null), header("trace", "u")),
            record(5, -1, null, null));

    ReferenceOutput output = output(null, orders);

    assertThat(rejections(output.late()))
        .containsExactly(
            "partition 7 | b | { \"n\" : 1 } | 900 | trace=null, trace=u,"
                + " twinroute-coordinates=east/orders/7@4, twinroute-reason=late,"
                + " twinroute-error-class=LateRecord");
    assertThat(rejections(output.deadLetters()))
        .containsExactly(
            "partition 7 | null | null | 0 |"
                + " twinroute-coordinates=east/orders/7@5, twinroute-reason=no-timestamp,"
                + " twinroute-error-class=NotJoinable");
  }

  @Test
  void shouldKeepTheRecordsOwnKeyWhereAFieldIsTheKey() {
    ReferenceOutput output =
        output(
            "/id", orders(0, record(0, 1_000, "own", "{}"), record(1, 1_000, "own", "{\"id\":7}")));

    assertThat(rejections(output.deadLetters()).get(0))
        .startsWith("partition 0 | own | {} | 1000 ");
    assertThat(Logs.results(output).get(0))
        .startsWith("7 | {\"order\":{\"id\":7},\"payment\":null}");
  }

  @Test
  void shouldRefuseTombstonesOfRowsWhoseKeyIsAField() {
    ReferenceRoute route =
        new ReferenceRoute(
            new ReferenceSide("order", 10, null),
            new ReferenceSide("payment", 10, "/id"),
            new Lookup(true));

    ReferenceOutput output =
        new ReferenceJoin(route).output(List.of(), List.of(payments(0, record(0, 1, "k", null))));

    assertThat(reasons(output.deadLetters())).containsExactly("west/payments/0@0 no-value");
  }

  @Test
  void shouldRefuseNullsOnTheRightOfAWindow() {
    ReferenceRoute route =
        new ReferenceRoute(
            new ReferenceSide("order", 10, null), new ReferenceSide("payment", 10, null), WINDOW);

    ReferenceOutput output =
        new ReferenceJoin(route).output(List.of(), List.of(payments(0, record(0, 1, "k", null))));

    assertThat(reasons(output.deadLetters())).containsExactly("west/payments/0@0 no-value");
  }

  @Test
  void shouldJoinAFieldWithARecordKey() {
    ReferenceRoute route =
        new ReferenceRoute(
            new ReferenceSide("order", 10, "/id"), new ReferenceSide("payment", 10, null), WINDOW);

    ReferenceOutput output =
        new ReferenceJoin(route)
            .output(
                List.of(orders(0, record(0, 1, null, "{\"id\":7.0}"))),
                List.of(payments(0, record(0, 1, "7", "2"))));

    assertThat(Logs.results(output))
        .containsExactly(
            "7 | {\"order\":{\"id\":7.0},\"payment\":2} | 1"
                + " | twinroute-id=east/orders/0@0+west/payments/0@0");
  }

  /** A left join whose left side has a lateness of ten and finds no partner. */
  private static ReferenceOutput output(@Nullable String key, SourceLog... orders) {
    ReferenceRoute route =
        new ReferenceRoute(
            new ReferenceSide("order", 10, key), new ReferenceSide("payment", 10, null), WINDOW);
    return new ReferenceJoin(route).output(List.of(orders), List.of());
  }
}
