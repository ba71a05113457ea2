package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsConfigurationTest {

  private static final PinnedRoute ROUTE = Routes.endless(4, 4, 0);

  @Test
  void shouldRunExactlyOnceOnAsManyThreadsAsAskedFor() {
    StreamsConfig config = new StreamsConfig(of(Duration.ofMillis(200)));

    assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
    assertThat(config.getInt("num.stream.threads")).isEqualTo(2);
    assertThat(config.getString("application.id")).isEqualTo("twinroute-paid-orders-01234567");
  }

  @Test
  void shouldReadOnlyWhatMirrorsHaveCommitted() {
    Map<String, Object> consumer =
        new StreamsConfig(of(Duration.ofMillis(200))).getMainConsumerConfigs("g", "c", 0);

    assertThat(consumer)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "earliest");
  }

  /** What waits for long, gives way to the first record. */
  @Test
  void shouldWaitForRecordsAndNotAskAgainAndAgain() {
    StreamsConfig config = new StreamsConfig(of(Duration.ofMillis(200)));

    assertThat(config.getLong("poll.ms")).isEqualTo(3_000);
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("retry.backoff.ms", 500)
        .containsEntry("fetch.max.wait.ms", 1_000)
        .doesNotContainKey("fetch.min.bytes");
  }

  @Test
  void shouldLeaveWaitingToTheClustersProperties() {
    StreamsConfig config = new StreamsConfig(of(Map.of("poll.ms", "30", "fetch.min.bytes", "7")));

    assertThat(config.getLong("poll.ms")).isEqualTo(30);
    assertThat(config.getMainConsumerConfigs("g", "c", 0)).containsEntry("fetch.min.bytes", "7");
  }

  @Test
  void shouldKeepTransactionsLongerThanTheCommitInterval() {
    Map<String, Object> producer =
        new StreamsConfig(of(Duration.ofSeconds(20))).getProducerConfigs("c");

    assertThat(producer).containsEntry("transaction.timeout.ms", 60_000);
  }

  /** Its own topics take the timestamps of any source, whatever the brokers' default. */
  @Test
  void shouldHaveTopicsThatRefuseNoTimestamp() {
    assertThat(of(Duration.ofMillis(200)))
        .containsEntry("topic.message.timestamp.before.max.ms", String.valueOf(Long.MAX_VALUE))
        .containsEntry("topic.message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE))
        .containsEntry("topic.unclean.leader.election.enable", "false");
  }

  @Test
  void shouldTakeRecordsOfTheRoutesSizeAndWhatItsStoresMakeOfThem() {
    int atLeast = ROUTE.limit().bytes() + (1 << 20);

    StreamsConfig config = new StreamsConfig(of(Duration.ofMillis(200)));
    Map<String, Object> producer = config.getProducerConfigs("c");

    assertThat(size(producer, "max.request.size")).isGreaterThanOrEqualTo(atLeast);
    assertThat(size(producer, "buffer.memory")).isGreaterThanOrEqualTo(atLeast);
    assertThat(config.originalsWithPrefix("topic."))
        .containsEntry("max.message.bytes", String.valueOf(atLeast));
  }

  /** What a producer has once taken for a batch, it keeps. */
  @Test
  void shouldKeepSmallBatchesForASmallRoute() {
    assertThat(producerOf(1)).containsEntry("batch.size", 64 << 10);
    assertThat(producerOf(2)).containsEntry("batch.size", 256 << 10);
  }

  private static Map<String, Object> producerOf(int parallelism) {
    return new StreamsConfig(of(Map.of(), parallelism)).getProducerConfigs("c");
  }

  /** A setting that is meant for other clients of the cluster must not stop the route. */
  @Test
  void shouldRaiseSizesThatTheClustersPropertiesSetTooLow() {
    Properties low = of(Map.of("max.request.size", "1000000"));
    Properties high = of(Map.of("producer.max.request.size", "99000000"));

    assertThat(size(new StreamsConfig(low).getProducerConfigs("c"), "max.request.size"))
        .isGreaterThan(ROUTE.limit().bytes());
    assertThat(size(new StreamsConfig(high).getProducerConfigs("c"), "max.request.size"))
        .isEqualTo(99_000_000);
  }

  private static long size(Map<String, Object> producer, String setting) {
    return Long.parseLong(String.valueOf(producer.get(setting)));
  }

  private static Properties of(Map<String, String> properties) {
    return of(properties, ROUTE.plan().parallelism());
  }

  private static Properties of(Map<String, String> properties, int parallelism) {
    RoutePlan plan = ROUTE.plan();
    Cluster target = plan.output().cluster();
    return StreamsConfiguration.of(
        new PinnedRoute(
            new RoutePlan(
                plan.name(),
                plan.inputs(),
                plan.rule(),
                plan.output()
                    .withCluster(
                        new Cluster(target.alias(), target.bootstrapServers(), properties)),
                plan.delivery(),
                plan.repartition(),
                parallelism,
                null),
            ROUTE.incarnation(),
            ROUTE.inputs(),
            0,
            ROUTE.limit(),
            false),
        new StreamsSettings(null, Mirror.MANAGED, "state", Duration.ofMillis(200), 1, 16, 64));
  }

  private static Properties of(Duration commitInterval) {
    return StreamsConfiguration.of(
        ROUTE, new StreamsSettings(null, Mirror.MANAGED, "state", commitInterval, 1, 16, 64));
  }
}
