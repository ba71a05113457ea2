package io.twinroute.flink.source;

import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** The settings of the consumers that read a route's inputs. */
final class ConsumerSettings {

  /** Of Flink's Kafka connector. */
  private static final String CLIENT_ID_PREFIX = "client.id.prefix";

  private ConsumerSettings() {}

  /**
   * @param topic the place of the topic among the input's
   */
  static Properties of(PinnedRoute route, int input, int topic, int subtask) {
    PinnedTopic pinned = route.input(input).topics().get(topic);
    Properties settings = new Properties();
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    settings.putAll(ClusterClients.settings(pinned.source().cluster()));
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
    settings.put(
        ConsumerConfig.CLIENT_ID_CONFIG,
        "%s-%s-%d%s-%d"
            .formatted(
                settings.getOrDefault(CLIENT_ID_PREFIX, "twinroute"),
                route.plan().name(),
                input,
                topic == 0 ? "" : "." + topic,
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
