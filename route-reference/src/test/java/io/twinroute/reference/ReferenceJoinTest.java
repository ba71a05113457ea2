package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand: they hold the reference that everything else is held against. */
class ReferenceJoinTest {

  /** Lateness 10 on the left and 5 on the right; a payment is 20 before to 30 after its order. */
  private static final ReferenceRoute ROUTE = new ReferenceRoute("order", "payment", 10, 5, 20, 30);

  @Test
  void shouldWriteTheWholeRecord() {
    SourceLog orders =
        orders(
            3, record(1234, 1_000, "k", "{\"o\":1}", new LogHeader("trace", "a".getBytes(UTF_8))));
    SourceLog payments = payments(0, record(77, 1_005, "k", " [2]", new LogHeader("trace", null)));

    assertThat(results(List.of(orders), List.of(payments)))
        .containsExactly(
            "k | {\"order\":{\"o\":1},\"payment\": [2]} | 1005"
                + " | twinroute-id=east/orders/3@1234+west/payments/0@77, trace=a, trace=null");
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

    assertThat(results(List.of(orders), List.of(payments)))
        .containsExactlyInAnyOrder(
            "k | {\"order\":1,\"payment\":3} | 1000"
                + " | twinroute-id=east/orders/0@0+west/payments/0@1",
            "k | {\"order\":1,\"payment\":4} | 1030"
                + " | twinroute-id=east/orders/0@0+west/payments/0@2");
  }

  @Test
  void shouldLeaveOutWhatIsLateInItsOwnPartition() {
    SourceLog orders =
        orders(
            0,
            record(0, 1_000, "k", "1"),
            record(1, 990, "k", "2"), // exactly 10 behind: accepted
            record(2, 989, "k", "3"), // late
            record(3, 995, "k", "4")); // accepted: a late record changes nothing
    SourceLog early = orders(1, record(0, 985, "k", "5")); // another partition's own log
    SourceLog payments =
        payments(0, record(0, 1_000, "x", "6"), record(1, 994, "k", "7"), record(2, 995, "k", "8"));

    assertThat(ids(List.of(orders, early), List.of(payments)))
        .containsExactlyInAnyOrder(
            "east/orders/0@0+west/payments/0@2",
            "east/orders/0@1+west/payments/0@2",
            "east/orders/0@3+west/payments/0@2",
            "east/orders/1@0+west/payments/0@2");
  }

  @Test
  void shouldLetRecordsCountForLatenessThatCannotBeJoined() {
    SourceLog noKey = orders(0, record(0, 1_000, null, "1"), record(1, 989, "k", "1"));
    SourceLog noValue = orders(1, record(0, 1_000, "k", null), record(1, 989, "k", "1"));
    SourceLog broken = orders(2, record(0, 1_000, "k", "{"), record(1, 989, "k", "1"));
    SourceLog noTime = orders(3, record(0, -1, "k", "1"), record(1, 989, "k", "1"));
    SourceLog payments = payments(0, record(0, 989, "k", "9"));

    assertThat(ids(List.of(noKey, noValue, broken, noTime), List.of(payments)))
        .containsExactly("east/orders/3@1+west/payments/0@0");
  }

  @Test
  void shouldJoinAllPairsOfRecordsThatDifferInTheirOffsetsOnly() {
    SourceLog orders = orders(0, record(4, 1_000, "k", "1"), record(9, 1_000, "k", "1"));
    SourceLog payments = payments(0, record(2, 1_000, "k", "2"), record(3, 1_000, "k", "2"));

    assertThat(ids(List.of(orders), List.of(payments)))
        .containsExactlyInAnyOrder(
            "east/orders/0@4+west/payments/0@2",
            "east/orders/0@4+west/payments/0@3",
            "east/orders/0@9+west/payments/0@2",
            "east/orders/0@9+west/payments/0@3");
  }

  @Test
  void shouldCompareKeysByTheirBytes() {
    SourceLog orders = orders(0, record(0, 1_000, "", "1"), record(1, 1_000, "a", "1"));
    SourceLog payments = payments(0, record(0, 1_000, "", "2"), record(1, 1_000, "A", "2"));

    assertThat(ids(List.of(orders), List.of(payments)))
        .containsExactly("east/orders/0@0+west/payments/0@0");
  }

  @Test
  void shouldJoinAcrossPartitionsAndWhateverTheirClocksSay() {
    SourceLog ahead = orders(0, record(0, 9_000_000, "x", "1"));
    SourceLog orders = orders(1, record(0, 1_000, "k", "1"));
    SourceLog payments = payments(5, record(0, 1_000, "k", "2"));

    assertThat(ids(List.of(ahead, orders), List.of(payments)))
        .containsExactly("east/orders/1@0+west/payments/5@0");
  }

  @Test
  void shouldGiveNothingWithoutRecords() {
    assertThat(results(List.of(orders(0)), List.of(payments(0)))).isEmpty();
    assertThat(results(List.of(), List.of())).isEmpty();
  }

  @Test
  void shouldQuoteNames() {
    ReferenceRoute odd = new ReferenceRoute("a\"b", "c\\d", 0, 0, 0, 0);

    List<ExpectedResult> results =
        new ReferenceJoin(odd)
            .results(
                List.of(orders(0, record(0, 1, "k", "1"))),
                List.of(payments(0, record(0, 1, "k", "2"))));

    assertThat(new String(results.get(0).value(), UTF_8)).isEqualTo("{\"a\\\"b\":1,\"c\\\\d\":2}");
  }

  private static List<String> ids(List<SourceLog> orders, List<SourceLog> payments) {
    return new ReferenceJoin(ROUTE)
        .results(orders, payments).stream()
            .map(r -> new String(r.headers().get(0).value(), UTF_8))
            .toList();
  }

  private static List<String> results(List<SourceLog> orders, List<SourceLog> payments) {
    return new ReferenceJoin(ROUTE)
        .results(orders, payments).stream().map(ReferenceJoinTest::text).toList();
  }

  private static String text(ExpectedResult r) {
    String headers =
        r.headers().stream()
            .map(h -> h.key() + "=" + (h.value() == null ? null : new String(h.value(), UTF_8)))
            .collect(Collectors.joining(", "));
    return String.join(
        " | ",
        new String(r.key(), UTF_8),
        new String(r.value(), UTF_8),
        String.valueOf(r.timestamp()),
        headers);
  }

  private static SourceLog orders(int partition, LogRecord... records) {
    return new SourceLog("east", "orders", partition, List.of(records));
  }

  private static SourceLog payments(int partition, LogRecord... records) {
    return new SourceLog("west", "payments", partition, List.of(records));
  }

  private static LogRecord record(
      long offset, long timestamp, String key, String value, LogHeader... headers) {
    return new LogRecord(offset, timestamp, bytes(key), bytes(value), Arrays.asList(headers));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }
}
