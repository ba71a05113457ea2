package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.LargeRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.TopicReader;
import io.twinroute.semantics.record.SizeLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records up to the route's limit pass everywhere, however they compress; what is larger is a dead
 * letter, and nothing begins again for ever.
 */
@SecondTier
class OversizedIT {

  private static final int MB = 1_000_000;
  private static final int LIMIT = SizeLimit.DEFAULT.bytes();

  /** What the route adds to the limit for its topics. */
  private static final int MARGIN = 32 * 1024;

  private static final int DEFAULT_TOPIC = 1_048_588;

  private final String route = ThreeClusters.unique("oversized");

  @TempDir private Path folder;

  @Test
  void shouldJoinWhatIsNotTooLargeAndSetAsideWhatIs() {
    try (LargeRecords orders = LargeRecords.create(ThreeClusters.east(), route + ".o");
        LargeRecords payments = LargeRecords.create(ThreeClusters.west(), route + ".p")) {
      orders.random("pair", 6 * MB);
      payments.random("pair", 6 * MB);
      orders.random("result-too-large", 9 * MB);
      payments.random("result-too-large", 9 * MB);
      orders.random("exact", LIMIT);
      orders.random("more", LIMIT + 1);
      payments.compressible("well-compressed", LIMIT - 1_000);
      payments.compressible("too-large", 20 * MB);
      orders.compressible("much-too-large", 30 * MB);
      for (int i = 0; i < 2; i++) {
        orders.random("backlog-" + i, LIMIT - 1_000);
        payments.random("backlog-" + i, LIMIT - 1_000);
      }
      orders.random("small", 100);
      payments.random("small", 100);
      orders.flush();
      payments.flush();
      // Through the repartition topic and every store.
      Path config = config("type: outer, before: 1m, after: 1m", "repartition: always");

      Command.untilEndOnBoth(config);

      RoutePlan plan = Outputs.plan(config, route);
      ExpectedOutput expected = Outputs.expected(plan);
      List<String> deadLetters = new ArrayList<>();
      expected.deadLetters(1).forEach(r -> deadLetters.add(new String(r.key(), UTF_8)));
      assertThat(deadLetters)
          .containsExactlyInAnyOrder(
              "more",
              "too-large",
              "much-too-large",
              "exact",
              "result-too-large",
              "backlog-0",
              "backlog-1");
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqual(plan, expected, engine)).isEqualTo(3);
      }
    }
  }

  @Test
  void shouldTakeAsMuchAsTheOutputTopicsThatAreThereOnBothEngines() {
    try (LargeRecords orders = LargeRecords.create(ThreeClusters.east(), route + ".o");
        LargeRecords payments = LargeRecords.create(ThreeClusters.west(), route + ".p")) {
      output(StreamsEngine.ENGINE, DEFAULT_TOPIC);
      output(FlinkEngine.ENGINE, 5 * MB);
      int limit = DEFAULT_TOPIC - MARGIN;
      orders.random("exact", limit);
      orders.random("more", limit + 1);
      payments.random("pair", 400_000);
      orders.random("pair", 400_000);
      payments.random("too-large-together", 600_000);
      orders.random("too-large-together", 600_000);
      orders.flush();
      payments.flush();
      Path config = config("type: inner, before: 1m, after: 1m", "");

      // The one that could take more comes first.
      mustEndWell(Command.untilEnd(FlinkEngine.ENGINE, config));
      Command.Result other =
          Command.untilEnd(
              StreamsEngine.ENGINE,
              config("type: inner, before: 1m, after: 1m", "max-record-bytes: 2000000"));
      mustEndWell(
          Command.untilEnd(StreamsEngine.ENGINE, config("type: inner, before: 1m, after: 1m", "")));

      assertThat(other.exit()).isEqualTo(1);
      assertThat(other.err())
          .contains(
              "Route '%s' was started with max-record-bytes %d and cannot resume with 2000000."
                  .formatted(route, limit));
      for (Engine engine : Engines.all()) {
        RoutePlan plan = Outputs.plan(config, route);
        ExpectedOutput expected =
            ExpectedOutput.of(plan, new SizeLimit(limit), TopicReader.openSources(plan));
        assertThat(Outputs.mustEqual(plan, expected, engine)).isEqualTo(1);
      }
    }
  }

  @Test
  void shouldRefuseTopicsThatAreTooSmallForTheLimitWithBothNumbers() {
    try (LargeRecords orders = LargeRecords.create(ThreeClusters.east(), route + ".o");
        LargeRecords payments = LargeRecords.create(ThreeClusters.west(), route + ".p")) {
      orders.random("k", 100);
      payments.random("k", 100);
      orders.flush();
      payments.flush();
      output(FlinkEngine.ENGINE, 2 * MB + MARGIN - 1);
      SourceTopic.create(ThreeClusters.central(), "east." + orders.name(), 1).close();
      Path config = config("type: inner, before: 1m, after: 1m", "max-record-bytes: 2000000");

      Command.Result flink = Command.untilEnd(FlinkEngine.ENGINE, config);
      Command.Result streams = Command.untilEnd(StreamsEngine.ENGINE, config);
      Command.Result doctor =
          Command.run("doctor", "--engine", "flink", "--config", config.toString());

      for (Command.Result refused : List.of(flink, doctor)) {
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.out() + refused.err())
            .contains("Topic '" + route + "-flink' on cluster central")
            .contains("max.message.bytes=2032767")
            .contains("need 2032768 there");
      }
      assertThat(streams.exit()).as(streams.toString()).isEqualTo(1);
      assertThat(streams.err())
          .contains("Topic 'east." + orders.name() + "' on cluster central")
          .contains("max.message.bytes=" + DEFAULT_TOPIC)
          .contains("need 2032768 there");
      assertThat(TopicReader.find(ThreeClusters.central(), route + "-kstreams")).isEmpty();
    }
  }

  /** What the target took when the route started, it takes no more. */
  @Test
  void shouldEndWhereALimitIsLoweredAndResumeWhenItIsRaised() {
    try (LargeRecords orders = LargeRecords.create(ThreeClusters.east(), route + ".o");
        LargeRecords payments = LargeRecords.create(ThreeClusters.west(), route + ".p")) {
      Path config =
          config(
              "type: inner, before: 1m, after: 1m",
              "max-record-bytes: 1000000",
              // Without an end, if each failure counted as the first one.
              "restart: { max-attempts: 1000, initial-backoff: 1ms, max-backoff: 1ms }");
      orders.random("first", 100);
      payments.random("first", 100);
      orders.flush();
      payments.flush();
      List<Command> routers =
          Stream.of(FlinkEngine.ENGINE, StreamsEngine.ENGINE)
              .map(engine -> Command.live(engine, config))
              .toList();
      try {
        routers.forEach(
            router ->
                Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> Health.isRunning(router, route)));
        for (Engine engine : Engines.all()) {
          Outputs.await().until(() -> Outputs.count(config, route, engine) == 1);
          limitOf(engine, 100_000);
        }
        orders.random("second", 300_000);
        payments.random("second", 300_000);
        orders.flush();
        payments.flush();

        for (Command router : routers) {
          Command.Result result = router.await();
          assertThat(result.exit()).as(result.toString()).isEqualTo(1);
          assertThat(result.err())
              .contains("Cluster 'central'")
              .contains("refuses a record of a size")
              .contains("Set max.message.bytes back to at least 1032768");
        }
      } finally {
        routers.forEach(Command::close);
      }
      Engines.all().forEach(engine -> limitOf(engine, MB + MARGIN));

      Command.untilEndOnBoth(config);
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(config, route, engine)).isEqualTo(2);
      }
    }
  }

  /** Headers that hold nothing still take some bytes. */
  @Test
  void shouldTakeAThousandHeadersAndRejectMore() {
    try (LargeRecords orders = LargeRecords.create(ThreeClusters.east(), route + ".o");
        LargeRecords payments = LargeRecords.create(ThreeClusters.west(), route + ".p")) {
      for (int headers : new int[] {999, 1_000, 1_001}) {
        orders.withHeaders("headers-" + headers, 2_000, headers);
      }
      payments.random("headers-999", 100);
      payments.random("headers-1000", 100);
      orders.flush();
      payments.flush();
      Path config = config("type: inner, before: 1m, after: 1m", "max-record-bytes: 10000");

      Command.untilEndOnBoth(config);

      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(config, route, engine)).isEqualTo(1);
      }
    }
  }

  private Path config(String join, String more, String... settings) {
    RouteYaml yaml = new RouteYaml();
    Stream.of(settings).forEach(yaml::setting);
    return yaml.route(route, route + ".o", route + ".p", 1, "lateness: 20s", join, more)
        .write(folder);
  }

  /** Creates the output topics of an engine with this limit. */
  private void output(Engine engine, int maxMessageBytes) {
    SourceTopic.create(ThreeClusters.central(), route + "-" + engine.id(), 1).close();
    limitOf(engine, maxMessageBytes);
  }

  private void limitOf(Engine engine, int maxMessageBytes) {
    SourceTopic.change(
        ThreeClusters.central(),
        route + "-" + engine.id(),
        "max.message.bytes",
        String.valueOf(maxMessageBytes));
  }

  private static void mustEndWell(Command.Result result) {
    assertThat(result.exit()).as(result.toString()).isZero();
  }
}
