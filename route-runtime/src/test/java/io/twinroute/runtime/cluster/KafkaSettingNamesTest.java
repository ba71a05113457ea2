package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.client.SettingNames;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** With Flink's version of the clients; the other version's names are held in kstreams-router. */
class KafkaSettingNamesTest {

  @Test
  void shouldHaveTheNamesOfAllClients() {
    // given
    Set<String> names = new TreeSet<>(ProducerConfig.configNames());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(AdminClientConfig.configNames());

    // when / then
    assertThat(SettingNames.KAFKA.exact()).containsAll(names);
  }
}
