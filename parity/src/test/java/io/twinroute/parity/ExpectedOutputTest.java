package io.twinroute.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.CopiedHeaders;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.PassThrough;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectedOutputTest {
  private static final JoinWindow WINDOW =
      new JoinWindow(Duration.ofMillis(5), Duration.ofMillis(9));

  /** On a field: keys 1 and 2, then a late one of partition 7, then one without the field. */
  private static final RecordSource ORDERS =
      List.of(
              record(3, 5, 1_000, null, "{\"id\":1}"),
              record(7, 8, 1_000, null, "{\"id\":2.0}"),
              record(7, 9, 989, "own", "{\"id\":2}"),
              record(3, 9, 1_000, "own", "{}"))
          ::forEach;

  private static final RecordSource PAYMENTS =
      List.of(
              record(0, 0, 1_009, "1", "10"),
              record(0, 1, 1_010, "1", "11"),
              record(0, 2, 995, "2", "12"),
              record(0, 3, 994, "2", "13"))
          ::forEach;

  @Test
  void shouldPlaceResultsByTheirKeys() {
    List<TopicRecord> results = read(expected(JoinRule.inner(WINDOW)).results(4));

    assertThat(results)
        .extracting(ExpectedOutputTest::id)
        .containsExactlyInAnyOrder(
            "east/orders/3@5+west/payments/0@0", "east/orders/7@8+west/payments/0@2");
    assertThat(results)
        .allSatisfy(
            r ->
                assertThat(r.partition())
                    .isEqualTo(
                        Utils.toPositive(Utils.murmur2(Objects.requireNonNull(r.key()))) % 4));
  }

  @Test
  void shouldPlaceRejectedRecordsByTheirSourcePartition() {
    ExpectedOutput expected = expected(JoinRule.inner(WINDOW));

    List<TopicRecord> late = read(expected.late(4));
    List<TopicRecord> deadLetters = read(expected.deadLetters(2));

    assertThat(late)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.partition()).isEqualTo(3);
              assertThat(r.timestamp()).isEqualTo(989);
              assertThat(r.key()).isEqualTo("own".getBytes(UTF_8));
              assertThat(id(r)).isEqualTo("east/orders/7@9");
            });
    assertThat(deadLetters)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.partition()).isEqualTo(1);
              assertThat(r.value()).isEqualTo("{}".getBytes(UTF_8));
              assertThat(id(r)).isEqualTo("east/orders/3@9");
            });
  }

  @Test
  void shouldPlaceWhatStandsForAResultByItsKey() {
    int size = size(expected(JoinRule.inner(WINDOW)).results(1));

    ExpectedOutput expected = expected(JoinRule.inner(WINDOW), new SizeLimit(size - 1));

    assertThat(read(expected.results(1))).hasSize(1);
    assertThat(read(expected.deadLetters(4)))
        .filteredOn(r -> id(r).contains("+"))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.value()).isNull();
              assertThat(r.partition())
                  .isEqualTo(Utils.toPositive(Utils.murmur2(Objects.requireNonNull(r.key()))) % 4);
            });
  }

  /** Of the largest record. */
  private static int size(RecordSource source) {
    return read(source).stream()
        .mapToInt(
            r ->
                Objects.requireNonNull(r.key()).length
                    + Objects.requireNonNull(r.value()).length
                    + r.headers().stream()
                        .mapToInt(h -> h.key().length() + Objects.requireNonNull(h.value()).length)
                        .sum())
        .max()
        .orElseThrow();
  }

  @Test
  void shouldFollowEveryKindOfJoin() {
    assertThat(ids(JoinRule.left(WINDOW)))
        .containsExactlyInAnyOrder(
            "east/orders/3@5+west/payments/0@0", "east/orders/7@8+west/payments/0@2");
    assertThat(ids(JoinRule.left(new JoinWindow(Duration.ZERO, Duration.ofMillis(9)))))
        .containsExactlyInAnyOrder("east/orders/3@5+west/payments/0@0", "east/orders/7@8+-");
    assertThat(ids(JoinRule.outer(WINDOW)))
        .containsExactlyInAnyOrder(
            "east/orders/3@5+west/payments/0@0",
            "east/orders/7@8+west/payments/0@2",
            "-+west/payments/0@1",
            "-+west/payments/0@3");
    assertThat(ids(new JoinRule.Lookup(false, Duration.ofHours(1))))
        .containsExactly("east/orders/7@8+west/payments/0@2");
    assertThat(ids(new JoinRule.Lookup(true, Duration.ofHours(1))))
        .containsExactlyInAnyOrder("east/orders/3@5+-", "east/orders/7@8+west/payments/0@2");
  }

  @Test
  void shouldGiveWhatPassesThroughAndItsTombstones() {
    RoutePlan join = route(JoinRule.inner(WINDOW));
    RouteInput orders =
        new RouteInput(
            0,
            "input",
            join.input(Sides.LEFT).topics(),
            "order",
            JsonFormat.JSON,
            AcceptRule.NEVER_LATE,
            null,
            null,
            null,
            "value != {}");
    Output output =
        new Output(
            cluster("central"),
            "all-orders",
            null,
            null,
            null,
            null,
            Cleanup.COMPACT,
            "order.id < 3",
            new ResultRule(
                new ResultForm(null, new ResultField(0, JsonPointer.parse("/id"))),
                CopiedHeaders.BOTH,
                "order.id == 1"));
    RoutePlan route =
        new RoutePlan(
            "all-orders",
            List.of(orders),
            new PassThrough(),
            output,
            Delivery.EXACTLY_ONCE,
            Repartition.AUTO,
            2,
            null);

    List<TopicRecord> results =
        read(
            ExpectedOutput.of(route, SizeLimit.DEFAULT, Map.of(orders.topics().get(0), ORDERS))
                .results(4));

    assertThat(results)
        .extracting(r -> text(r.key()) + " " + text(r.value()) + " " + id(r))
        .containsExactlyInAnyOrder(
            "1 null east/orders/3@5",
            "2 {\"id\":2.0} east/orders/7@8",
            "2 {\"id\":2} east/orders/7@9");
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  private static List<String> ids(JoinRule join) {
    return read(expected(join).results(1)).stream().map(ExpectedOutputTest::id).toList();
  }

  private static ExpectedOutput expected(JoinRule join) {
    return expected(join, SizeLimit.DEFAULT);
  }

  private static ExpectedOutput expected(JoinRule join, SizeLimit limit) {
    RoutePlan route = route(join);
    return ExpectedOutput.of(
        route,
        limit,
        Map.of(
            route.input(Sides.LEFT).topics().get(0), ORDERS,
            route.input(Sides.RIGHT).topics().get(0), PAYMENTS));
  }

  private static RoutePlan route(JoinRule join) {
    Duration left = Duration.ofMillis(10);
    Duration right = Duration.ofHours(1);
    return new RoutePlan(
        "paid-orders",
        List.of(
            new RouteInput(
                Sides.LEFT,
                "left",
                List.of(new SourceTopic(cluster("east"), "orders")),
                "order",
                JsonFormat.JSON,
                left,
                JoinKey.ofValue(JsonPointer.parse("/id")),
                null),
            new RouteInput(
                Sides.RIGHT,
                "right",
                List.of(new SourceTopic(cluster("west"), "payments")),
                "payment",
                JsonFormat.JSON,
                right,
                null,
                null)),
        join,
        new Output(cluster("central"), "paid-orders", null, null, null, null, Cleanup.DELETE),
        Delivery.EXACTLY_ONCE,
        Repartition.AUTO,
        2,
        null);
  }

  private static Cluster cluster(String alias) {
    return new Cluster(alias, alias + ":9092", Map.of());
  }

  private static TopicRecord record(
      int partition, long offset, long timestamp, @Nullable String key, String value) {
    return new TopicRecord(
        partition,
        offset,
        timestamp,
        key == null ? null : key.getBytes(UTF_8),
        value.getBytes(UTF_8),
        List.of());
  }

  private static List<TopicRecord> read(RecordSource source) {
    List<TopicRecord> records = new ArrayList<>();
    source.forEach(records::add);
    return records;
  }

  private static String id(TopicRecord record) {
    return new String(Objects.requireNonNull(record.id()), UTF_8);
  }
}
