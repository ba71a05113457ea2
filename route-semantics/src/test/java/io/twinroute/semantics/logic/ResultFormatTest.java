package io.twinroute.semantics.logic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Headers.Header;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.UnwrittenResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultFormatTest {

  private final ResultFormat format =
      format(SizeLimit.DEFAULT, JsonFormat.JSON.pairs("order", "payment"));

  @Test
  void shouldPutBothValuesWithTheirOwnBytesIntoOneObject() {
    AcceptedRecord left = left(3, 1234, 5_000, "{ \"total\" : 12.50 }");
    AcceptedRecord right = right(0, 77, 4_000, " [1,\"é\"]\n");

    RouteResult result = pair(left, right);

    assertThat(result.key()).isEqualTo(left.key());
    assertThat(new String(result.value(), UTF_8))
        .isEqualTo("{\"order\":{ \"total\" : 12.50 },\"payment\": [1,\"é\"]\n}");
  }

  @Test
  void shouldNameTheInputsFirstThenGiveTheLeftsHeadersThenTheRights() {
    AcceptedRecord left =
        left(3, 1234, 1, "1", new Header("l1", "x".getBytes(UTF_8)), new Header("both", null));
    AcceptedRecord right = right(0, 77, 1, "2", new Header("both", "y".getBytes(UTF_8)));

    RouteResult result = pair(left, right);

    assertThat(rendered(result.headers()))
        .containsExactly(
            "twinroute-id=east/orders/3@1234+west/payments/0@77", "l1=x", "both=null", "both=y");
  }

  @Test
  void shouldTakeTheLaterOfBothTimes() {
    assertThat(pair(left(0, 0, 5, "1"), right(0, 0, 9, "2")).timestamp()).isEqualTo(9);
    assertThat(pair(left(0, 0, 9, "1"), right(0, 0, 5, "2")).timestamp()).isEqualTo(9);
  }

  @Test
  void shouldWriteTheSmallestAndTheLargestNumbers() {
    AcceptedRecord left = left(Integer.MAX_VALUE, Long.MAX_VALUE, 1, "1");

    assertThat(id(pair(left, right(Integer.MAX_VALUE, Long.MAX_VALUE, 1, "2"))))
        .isEqualTo(
            "east/orders/2147483647@9223372036854775807"
                + "+west/payments/2147483647@9223372036854775807");
    assertThat(id(pair(left(0, 0, 1, "1"), right(9, 10, 1, "2"))))
        .isEqualTo("east/orders/0@0+west/payments/9@10");
    assertThat(id(pair(left(10, 99, 1, "1"), right(100, 1_000, 1, "2"))))
        .isEqualTo("east/orders/10@99+west/payments/100@1000");
  }

  @Test
  void shouldQuoteNames() {
    ResultFormat odd = format(SizeLimit.DEFAULT, JsonFormat.JSON.pairs("a\"b\\c", "größe"));

    assertThat(new String(pair(odd, left(0, 0, 1, "1"), right(0, 0, 1, "2")).value(), UTF_8))
        .isEqualTo("{\"a\\\"b\\\\c\":1,\"größe\":2}");
  }

  @Test
  void shouldPutNullInThePlaceOfAnAbsentSide() {
    RouteResult left = alone(left(3, 1234, 5_000, "{ \"n\": 1}"));
    RouteResult right = alone(right(0, 77, 4_000, "\"p\""));

    assertThat(new String(left.value(), UTF_8))
        .isEqualTo("{\"order\":{ \"n\": 1},\"payment\":null}");
    assertThat(new String(right.value(), UTF_8)).isEqualTo("{\"order\":null,\"payment\":\"p\"}");
    assertThat(left.timestamp()).isEqualTo(5_000);
    assertThat(right.timestamp()).isEqualTo(4_000);
    assertThat(left.key()).isEqualTo("key".getBytes(UTF_8));
  }

  @Test
  void shouldPutADashInThePlaceOfAnAbsentSidesCoordinates() {
    Header header = new Header("trace", "x".getBytes(UTF_8));

    assertThat(rendered(alone(left(3, 1234, 1, "1", header)).headers()))
        .containsExactly("twinroute-id=east/orders/3@1234+-", "trace=x");
    assertThat(rendered(alone(right(0, 77, 1, "1", header)).headers()))
        .containsExactly("twinroute-id=-+west/payments/0@77", "trace=x");
  }

  /** The join decides what a tombstone means; no result may show it as a value. */
  @Test
  void shouldRefuseATombstone() {
    AcceptedRecord tombstone =
        new AcceptedRecord(Sides.RIGHT, 0, 7, 1, new byte[0], null, Headers.EMPTY);

    assertThatThrownBy(() -> format.pair(left(0, 0, 1, "1"), tombstone))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tombstone gives no result: 1/0@7");
    assertThatThrownBy(() -> format.alone(tombstone)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSayOfAResultThatIsTooLargeWhichItIs() {
    AcceptedRecord left = left(3, 1234, 5_000, "{\"n\":1}", new Header("trace", new byte[9]));
    AcceptedRecord right = right(0, 77, 4_000, "2");
    RouteResult whole = pair(left, right);
    int size = whole.key().length + whole.value().length + 12 + 37 + 5 + 9;
    PairWriter values = JsonFormat.JSON.pairs("order", "payment");

    assertThat(format(new SizeLimit(size), values).pair(left, right))
        .isInstanceOfSatisfying(
            RouteResult.class, result -> assertThat(result.value()).isEqualTo(whole.value()));
    assertThat(format(new SizeLimit(size - 1), values).pair(left, right))
        .isInstanceOfSatisfying(
            UnwrittenResult.class,
            result -> {
              assertThat(result.key()).isSameAs(left.key());
              assertThat(result.timestamp()).isEqualTo(5_000);
              assertThat(rendered(result.headers()))
                  .containsExactly(
                      "twinroute-id=east/orders/3@1234+west/payments/0@77",
                      "twinroute-reason=too-large",
                      "twinroute-error-class=NotWritable",
                      "twinroute-size=" + size);
              assertThat(result).hasToString("UnwrittenResult[timestamp=5000]");
            });
  }

  /** The values of two records that are as large as they may be make one that is not. */
  @Test
  void shouldNotPutTogetherWhatIsTooLarge() {
    PairWriter values =
        (first, second) ->
            new PairWriter.Pair() {
              @Override
              public byte[] write() {
                throw new AssertionError("is written");
              }

              @Override
              public long size() {
                return 1L << 40;
              }

              @Override
              public byte @Nullable [] key() {
                return null;
              }
            };

    assertThat(format(SizeLimit.DEFAULT, values).alone(left(0, 0, 1, "1")))
        .isInstanceOf(UnwrittenResult.class);
  }

  @Test
  void shouldNotShowContents() {
    assertThat(pair(left(0, 0, 1, "1"), right(0, 0, 2, "2")))
        .hasToString("RouteResult[timestamp=2]");
  }

  private static ResultFormat format(SizeLimit limit, PairWriter values) {
    return new ResultFormat(
        SourcePartitions.ofOne("east/orders"),
        SourcePartitions.ofOne("west/payments"),
        values,
        limit);
  }

  private RouteResult pair(AcceptedRecord left, AcceptedRecord right) {
    return pair(format, left, right);
  }

  private static RouteResult pair(ResultFormat format, AcceptedRecord left, AcceptedRecord right) {
    return (RouteResult) format.pair(left, right);
  }

  private RouteResult alone(AcceptedRecord record) {
    return (RouteResult) format.alone(record);
  }

  private static String id(RouteResult result) {
    return rendered(result.headers()).get(0).substring("twinroute-id=".length());
  }

  private static List<String> rendered(Headers headers) {
    List<String> rendered = new ArrayList<>();
    headers.forEach(
        (key, value) ->
            rendered.add(key + "=" + (value == null ? null : new String(value, UTF_8))));
    return rendered;
  }

  private static AcceptedRecord left(
      int partition, long offset, long ts, String value, Header... headers) {
    return record(Sides.LEFT, partition, offset, ts, value, headers);
  }

  private static AcceptedRecord right(
      int partition, long offset, long ts, String value, Header... headers) {
    return record(Sides.RIGHT, partition, offset, ts, value, headers);
  }

  private static AcceptedRecord record(
      int side, int partition, long offset, long ts, String value, Header... headers) {
    return new AcceptedRecord(
        side,
        partition,
        offset,
        ts,
        "key".getBytes(UTF_8),
        value.getBytes(UTF_8),
        Headers.of(List.of(headers)));
  }
}
