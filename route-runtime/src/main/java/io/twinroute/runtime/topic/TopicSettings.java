package io.twinroute.runtime.topic;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic is set up, or would be.
 *
 * @param values what holds for it, the brokers' defaults included
 * @param replicas how many its partitions have, the least of them; 0 if that is not known
 */
record TopicSettings(Map<String, String> values, int replicas) {

  /** Brokers before Kafka 4.0 have it, and go by it where the two newer limits are not set. */
  static final String DIFFERENCE = "message.timestamp.difference.max.ms";

  static final long NO_LIMIT = Long.MAX_VALUE;

  TopicSettings {
    values = Map.copyOf(values);
  }

  /** A setting's value; empty if the brokers know no such setting. */
  Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The same of a number. */
  Optional<Long> number(String key) {
    return find(key).map(Long::parseLong);
  }

  /** Whether a policy of {@code cleanup.policy} is at work. */
  boolean cleansUpBy(String policy) {
    return find(TopicConfig.CLEANUP_POLICY_CONFIG)
        .orElse(TopicConfig.CLEANUP_POLICY_DELETE)
        .contains(policy);
  }

  /** Whether brokers replace the records' timestamps by their own, and refuse none then. */
  boolean replacesTimestamps() {
    return find(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
        .filter(type -> !type.equals("CreateTime"))
        .isPresent();
  }

  /**
   * The name of the setting that bounds timestamps on one side.
   *
   * @param key the one of that side
   */
  String limiting(String key) {
    return number(key).orElse(NO_LIMIT) == NO_LIMIT && find(DIFFERENCE).isPresent()
        ? DIFFERENCE
        : key;
  }

  /** How far from the brokers' clock timestamps may be on one side, in milliseconds. */
  long limit(String key) {
    return number(limiting(key)).orElse(NO_LIMIT);
  }
}
