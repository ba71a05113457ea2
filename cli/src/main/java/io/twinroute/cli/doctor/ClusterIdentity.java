package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.ClusterClients;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;

/**
 * What distinguishes a cluster from others. Its id alone does not: two clusters whose storage was
 * formatted with the same command have the same id.
 *
 * @param id the cluster's own id
 * @param brokers where its brokers are, as they advertise it to this machine's listener
 */
record ClusterIdentity(Cluster cluster, String id, Set<String> brokers, Admin admin) {

  static ClusterIdentity of(Cluster cluster, String id, Collection<Node> nodes, Admin admin) {
    return new ClusterIdentity(
        cluster,
        id,
        nodes.stream().map(node -> node.host() + ":" + node.port()).collect(Collectors.toSet()),
        admin);
  }

  boolean hasTheIdOf(ClusterIdentity other) {
    return id.equals(other.id);
  }

  /**
   * Whether both are one cluster. Two listeners of one cluster advertise different addresses but
   * the same topics, whose ids are random.
   *
   * @throws io.twinroute.runtime.RouteFailedException if one of them does not list its topics
   */
  boolean isTheSameAs(ClusterIdentity other) {
    return hasTheIdOf(other)
        && (!Collections.disjoint(brokers, other.brokers)
            || !Collections.disjoint(topicIds(), other.topicIds()));
  }

  private Set<Uuid> topicIds() {
    return ClusterClients.answer(
            cluster,
            "list its topics",
            admin.listTopics(new ListTopicsOptions().listInternal(true)).listings())
        .stream()
        .map(TopicListing::topicId)
        .collect(Collectors.toSet());
  }
}
