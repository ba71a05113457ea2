package io.twinroute.reference;

import static io.twinroute.reference.Logs.header;
import static io.twinroute.reference.Logs.ids;
import static io.twinroute.reference.Logs.orders;
import static io.twinroute.reference.Logs.payments;
import static io.twinroute.reference.Logs.record;
import static io.twinroute.reference.Logs.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceRule.Window;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which records and results are too large, and what becomes of them. */
class SizeTest {

  @Test
  void shouldCountKeyValueAndHeaders() {
    assertThat(record(0, 1, "k", "12", header("é", "x"), header("n", null)).size()).isEqualTo(7);
    assertThat(record(0, 1, null, null).size()).isZero();
  }

  @Test
  void shouldSetAsideWhatIsLargerThanTheLimitBeforeAnythingElse() {
    List<SourceLog> orders =
        List.of(
            orders(
                0,
                record(0, 1_000, "k", "\"12345678\""),
                record(1, 2_000, "k", "\"123456789\""),
                record(2, 1_000, "k", "\"123456789\""),
                record(3, 1_000, "k", "\"1234\""),
                record(4, -1, null, "123456789012")));

    ReferenceOutput output = output(11, orders, List.of());

    assertThat(rejections(output.deadLetters()))
        .containsExactly(
            tooLarge("k", "2000", 1, 12),
            tooLarge("k", "1000", 2, 12),
            tooLarge("null", "0", 4, 12));
    // What is too large counts for the time of its partition.
    assertThat(output.late()).hasSize(1);
    assertThat(output.tooLarge()).hasSize(1);
  }

  private static String tooLarge(String key, String timestamp, int offset, int size) {
    return ("partition 0 | %s | null | %s | twinroute-coordinates=east/orders/0@%d,"
            + " twinroute-reason=too-large, twinroute-error-class=NotJoinable, twinroute-size=%d")
        .formatted(key, timestamp, offset, size);
  }

  @Test
  void shouldKeepHeadersAndKeyOfADeadLetterWhereTheyFit() {
    List<SourceLog> orders =
        List.of(
            orders(
                0,
                record(0, 1, "key", "12345678", header("h", "12")),
                record(1, 1, "key", "1", header("h", "12345678")),
                record(2, 1, "12345678901", "1", header("h", "1"))));

    assertThat(rejections(output(10, orders, List.of()).deadLetters()))
        .containsExactly(
            "partition 0 | key | null | 1 | h=12, twinroute-coordinates=east/orders/0@0,"
                + " twinroute-reason=too-large, twinroute-error-class=NotJoinable,"
                + " twinroute-size=14",
            "partition 0 | key | null | 1 | twinroute-coordinates=east/orders/0@1,"
                + " twinroute-reason=too-large, twinroute-error-class=NotJoinable,"
                + " twinroute-size=13",
            "partition 0 | null | null | 1 | twinroute-coordinates=east/orders/0@2,"
                + " twinroute-reason=too-large, twinroute-error-class=NotJoinable,"
                + " twinroute-size=14");
  }

  @Test
  void shouldTakeAThousandHeadersAndNoMore() {
    LogHeader none = header("", null);
    LogHeader[] thousand = Collections.nCopies(1000, none).toArray(new LogHeader[0]);
    LogHeader[] more = Collections.nCopies(1001, none).toArray(new LogHeader[0]);
    List<SourceLog> orders =
        List.of(orders(0, record(0, 1, "k", "1", thousand), record(1, 1, "k", "1", more)));

    ReferenceOutput output = output(1_000, orders, List.of());

    // With its id, the result has one too many.
    assertThat(output.results()).isEmpty();
    assertThat(output.tooLarge()).hasSize(1);
    assertThat(rejections(output.deadLetters()))
        .containsExactly(
            "partition 0 | k | null | 1 | twinroute-coordinates=east/orders/0@1,"
                + " twinroute-reason=too-large, twinroute-error-class=NotJoinable,"
                + " twinroute-size=2");
  }

  @Test
  void shouldPutADeadLetterInThePlaceOfAResultThatIsTooLarge() {
    List<SourceLog> orders =
        List.of(orders(0, record(0, 5, "k", "1", header("trace", "t")), record(1, 5, "l", "1")));
    List<SourceLog> payments = List.of(payments(0, record(0, 7, "k", "2")));
    // {"order":1,"payment":2}, k, twinroute-id=east/orders/0@0+west/payments/0@0, trace=t
    int exact = 23 + 1 + 12 + 33 + 6;

    assertThat(ids(output(exact, orders, payments))).containsExactlyInAnyOrder("0@0+0@0", "0@1+-");
    ReferenceOutput output = output(exact - 1, orders, payments);

    assertThat(ids(output)).containsExactly("0@1+-");
    assertThat(output.tooLarge())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).isEqualTo(new byte[] {'k'});
              assertThat(letter.value()).isNull();
              assertThat(letter.timestamp()).isEqualTo(7);
              assertThat(letter.headers())
                  .extracting(h -> h.key() + "=" + new String(h.value()))
                  .containsExactly(
                      "twinroute-id=east/orders/0@0+west/payments/0@0",
                      "twinroute-reason=too-large",
                      "twinroute-error-class=NotWritable",
                      "twinroute-size=" + exact);
            });
  }

  /** A left join with a window and a lateness of ten. */
  private static ReferenceOutput output(
      int maxRecordBytes, List<SourceLog> orders, List<SourceLog> payments) {
    ReferenceRoute route =
        new ReferenceRoute(
            new ReferenceSide("order", 10, null),
            new ReferenceSide("payment", 10, null),
            new Window(Unmatched.LEFT, 10, 10),
            maxRecordBytes);
    return new ReferenceJoin(route).output(orders, payments);
  }
}
