package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.client.EngineClientSettings;
import io.twinroute.config.client.SettingNames;
import io.twinroute.kstreams.engine.StreamsSection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** The lists of route-config and kstreams-engine, which have no Kafka library, against Kafka's. */
class SettingNamesTest {

  /** What Kafka's own plugins read. */
  private static final Set<String> PLUGINS = Set.of("metrics.jmx.exclude", "metrics.jmx.include");

  private final EngineClientSettings streams = new StreamsSection().clientSettings();

  @Test
  void shouldHaveTheNamesOfAllClientsAndNoOthers() {
    // given
    Set<String> names = new TreeSet<>(PLUGINS);
    names.addAll(ProducerConfig.configNames());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(AdminClientConfig.configNames());

    // when / then
    assertThat(new TreeSet<>(SettingNames.KAFKA.exact())).isEqualTo(names);
  }

  @Test
  void shouldHaveTheNamesOfStreamsAndNoOthers() {
    // given
    Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
    names.removeAll(SettingNames.KAFKA.exact());

    // when / then
    assertThat(new TreeSet<>(streams.names().exact())).isEqualTo(names);
    assertThat(streams.names().beginnings()).containsExactly(StreamsConfig.TOPIC_PREFIX);
  }

  @Test
  void shouldHaveThePrefixesOfStreams() {
    assertThat(streams.prefixes())
        .containsAll(
            List.of(
                StreamsConfig.PRODUCER_PREFIX,
                StreamsConfig.CONSUMER_PREFIX,
                StreamsConfig.ADMIN_CLIENT_PREFIX,
                StreamsConfig.MAIN_CONSUMER_PREFIX,
                StreamsConfig.RESTORE_CONSUMER_PREFIX,
                StreamsConfig.GLOBAL_CONSUMER_PREFIX));
  }
}
