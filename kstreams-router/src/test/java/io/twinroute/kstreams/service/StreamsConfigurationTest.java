package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static Properties of(Duration commitInterval) {
    return StreamsConfiguration.of(
        ROUTE, new StreamsSettings(null, Mirror.MANAGED, "state", commitInterval, 1, 16, 64));
  }
}
