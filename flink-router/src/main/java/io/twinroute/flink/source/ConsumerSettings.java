package io.twinroute.flink.source;

import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** The settings of the consumers that read a route's inputs. */
final class ConsumerSettings {

  /** Of Flink's Kafka connector. */
  private static final String CLIENT_ID_PREFIX = "client.id.prefix";

  private ConsumerSettings() {}

  static Properties of(PinnedRoute route, int input, int subtask) {
    PinnedInput pinned = route.input(input);
    Properties settings = new Properties();
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    settings.putAll(ClusterClients.settings(pinned.input().cluster()));
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
    settings.put(
        ConsumerConfig.CLIENT_ID_CONFIG,
        "%s-%s-%d-%d"
            .formatted(
                settings.getOrDefault(CLIENT_ID_PREFIX, "twinroute"),
                route.plan().name(),
                input,
                subtask));
    settings.remove(CLIENT_ID_PREFIX);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // An offset that retention has removed is an error, not a shorter result.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    if (!pinned.ends().isEmpty()) {
      settings.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, PinnedEndInterceptor.class.getName());
      settings.put(PinnedEndInterceptor.ENDS, PinnedEndInterceptor.setting(pinned.ends()));
    }
    return settings;
  }
}
