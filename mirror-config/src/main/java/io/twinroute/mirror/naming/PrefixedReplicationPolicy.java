package io.twinroute.mirror.naming;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.ReplicationPolicy;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names topics as {@link DefaultReplicationPolicy} does, with a prefix in front of all that a
 * mirror creates: {@code team-a.east.orders}. A topic without the prefix is no copy, whatever else
 * its name holds. Topics that the default policy takes for internal stay so.
 *
 * <p>It is a predicate as well, of records for remote topics: of the classes on its plugin path, a
 * Connect worker loads by name only those that are of a kind that it looks for, and replication
 * policies are not.
 */
public final class PrefixedReplicationPolicy<R extends ConnectRecord<R>>
    implements ReplicationPolicy, Predicate<R> {

  /** The setting with the prefix; MirrorMaker hands in all that begin as this one does. */
  public static final String PREFIX = "replication.policy.prefix";

  private final DefaultReplicationPolicy names = new DefaultReplicationPolicy();
  private String prefix = "";

  /**
   * @throws ConfigException if there is no prefix
   */
  @Override
  public void configure(Map<String, ?> settings) {
    if (!(settings.get(PREFIX) instanceof String configured) || configured.isEmpty()) {
      throw new ConfigException(
          PREFIX + " is missing; set it to the prefix of the route file (twinroute.naming.prefix)");
    }
    names.configure(settings);
    prefix = configured;
  }

  @Override
  public String formatRemoteTopic(String sourceClusterAlias, String topic) {
    return prefix + names.formatRemoteTopic(sourceClusterAlias, topic);
  }

  @Override
  public @Nullable String topicSource(String topic) {
    return isPrefixed(topic) ? names.topicSource(behindPrefix(topic)) : null;
  }

  @Override
  public @Nullable String upstreamTopic(String topic) {
    return isPrefixed(topic) ? names.upstreamTopic(behindPrefix(topic)) : null;
  }

  @Override
  public String heartbeatsTopic() {
    return prefix + names.heartbeatsTopic();
  }

  @Override
  public String offsetSyncsTopic(String clusterAlias) {
    return prefix + names.offsetSyncsTopic(clusterAlias);
  }

  @Override
  public String checkpointsTopic(String clusterAlias) {
    return prefix + names.checkpointsTopic(clusterAlias);
  }

  @Override
  public boolean isCheckpointsTopic(String topic) {
    return names.isCheckpointsTopic(topic);
  }

  @Override
  public boolean isMM2InternalTopic(String topic) {
    return names.isMM2InternalTopic(topic)
        || (isPrefixed(topic) && names.isMM2InternalTopic(behindPrefix(topic)));
  }

  private boolean isPrefixed(String topic) {
    return topic.startsWith(prefix);
  }

  private String behindPrefix(String topic) {
    return topic.substring(prefix.length());
  }

  @Override
  public boolean test(R record) {
    return topicSource(record.topic()) != null;
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef()
        .define(
            PREFIX,
            ConfigDef.Type.STRING,
            ConfigDef.Importance.HIGH,
            "What the names of a mirror's topics begin with.");
  }

  @Override
  public void close() {}
}
