package io.twinroute.config.check;

import io.twinroute.config.key.Addresses;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a topic really is. Two aliases with the same bootstrap servers, in any order, are one
 * cluster.
 */
record TopicAddress(Set<String> servers, String topic) {

  static TopicAddress of(Cluster cluster, String topic) {
    Set<String> servers =
        Addresses.split(cluster.bootstrapServers()).stream()
            .map(server -> server.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    return new TopicAddress(servers, topic);
  }

  /** The same for all topics of which the cluster holds one only. */
  TopicAddress unified() {
    return new TopicAddress(servers, TopicNames.unified(topic));
  }
}
