package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;

/** Asks a cluster about its topics, and says in words what is not as a route needs it. */
public final class TopicCheck {

  private final Cluster cluster;
  private final Supplier<TopicCatalog> catalog;

  /** A check that asks the cluster each time. */
  public TopicCheck(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.catalog = () -> new TopicCatalog(cluster, admin);
  }

  /** A check of the topics as a catalog has seen them. */
  public TopicCheck(TopicCatalog catalog) {
    this.cluster = catalog.cluster();
    this.catalog = () -> catalog;
  }

  /**
   * The topic, if it is there (and may be seen).
   *
   * @throws RouteFailedException if the cluster refuses to report it or does not answer
   */
  public Optional<TopicDescription> find(String topic) {
    return catalog.get().find(topic);
  }

  /**
   * A source topic as it is now.
   *
   * @throws RouteFailedException if it is not there or may not be read
   */
  public FoundTopic source(String topic) {
    return sourceTopic(mustBeReadable(topic));
  }

  /**
   * The ids of topics that were created a moment ago, by name.
   *
   * @throws RouteFailedException if one is still not there after half a minute
   */
  public Map<String, String> idsOfAll(List<String> topics) {
    Map<String, String> ids = catalog.get().idsOfCreated(topics);
    if (!ids.keySet().containsAll(topics)) {
      throw new RouteFailedException(
          "Cluster '%s' at %s does not show all of the topics %s, which it has just created."
              .formatted(cluster.alias(), cluster.bootstrapServers(), topics));
    }
    return ids;
  }

  /**
   * The same without those that are not there. A broker may be behind the others for a moment, so a
   * topic is missing only if it is so for a few seconds.
   */
  public Map<String, String> idsOfAllIfThere(List<String> topics) {
    return catalog.get().idsOfAllIfThere(topics);
  }

  /**
   * A topic that can be a route's source.
   *
   * @throws RouteFailedException if it is not there or may not be read
   */
  public TopicDescription mustBeReadable(String topic) {
    TopicDescription description =
        find(topic)
            .orElseThrow(
                () ->
                    new RouteFailedException(
                        new Misconfigured(
                            "Topic '%s' does not exist on cluster '%s' at %s. Create it, or correct the route's topic."
                                .formatted(topic, cluster.alias(), cluster.bootstrapServers()))));
    mustAllow(description, AclOperation.READ);
    return description;
  }

  public FoundTopic sourceTopic(TopicDescription description) {
    return new FoundTopic(
        cluster.alias() + "/" + description.name(),
        description.topicId().toString(),
        description.partitions().size());
  }

  /**
   * Checks that a topic may be written.
   *
   * @throws RouteFailedException if it may not
   */
  public void mustBeWritable(TopicDescription topic) {
    mustAllow(topic, AclOperation.WRITE);
  }

  private void mustAllow(TopicDescription topic, AclOperation operation) {
    // Null or empty: the cluster does not report it, so the engine will find out.
    if (topic.authorizedOperations() != null
        && !topic.authorizedOperations().isEmpty()
        && !topic.authorizedOperations().contains(operation)) {
      throw new RouteFailedException(
          new Misconfigured(
              "Cluster '%s' at %s does not permit %s on topic '%s' to this user. Grant it the %s ACL."
                  .formatted(
                      cluster.alias(),
                      cluster.bootstrapServers(),
                      operation,
                      topic.name(),
                      operation)));
    }
  }
}
