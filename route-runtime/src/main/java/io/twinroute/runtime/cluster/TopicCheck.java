package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Interrupted;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.failure.Unanswered.Missing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;

/** Asks a cluster about its topics, and says in words what is not as a route needs it. */
public final class TopicCheck {

  private static final int LOOKS = 4;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final Admin admin;

  public TopicCheck(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  /**
   * The topic, if it is there (and may be seen).
   *
   * @throws RouteFailedException if the cluster refuses to tell or does not answer
   */
  public Optional<TopicDescription> find(String topic) {
    return find(List.of(topic)).values().stream().findFirst();
  }

  /**
   * Those of the topics that are there (and may be seen), by name, asked for at once.
   *
   * @throws RouteFailedException if the cluster refuses to tell of one, or does not answer
   */
  private Map<String, TopicDescription> find(List<String> topics) {
    Map<String, TopicDescription> found = new LinkedHashMap<>();
    admin
        .describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
        .topicNameValues()
        .forEach(
            (topic, answer) ->
                description(topic, answer).ifPresent(there -> found.put(topic, there)));
    return found;
  }

  private Optional<TopicDescription> description(String topic, Future<TopicDescription> answer) {
    try {
      return Optional.of(ClusterClients.answer(cluster, "describe topic '" + topic + "'", answer));
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Missing) {
        return Optional.empty();
      }
      throw e;
    }
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
   * @throws RouteFailedException if one is still not there after a few seconds
   */
  public Map<String, String> idsOfAll(List<String> topics) {
    Map<String, String> ids = idsOfAllIfThere(topics);
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
    Map<String, String> ids = ids(topics);
    for (int look = 1; look < LOOKS && !ids.keySet().containsAll(topics); look++) {
      pause();
      ids = ids(topics);
    }
    return ids;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("looking for topics"), e);
    }
  }

  /** The ids of those of the topics that are there, by name. */
  public Map<String, String> ids(List<String> topics) {
    Map<String, String> ids = new LinkedHashMap<>();
    find(topics).forEach((topic, found) -> ids.put(topic, found.topicId().toString()));
    return ids;
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
    // Null or empty: the cluster does not tell, so the engine will find out.
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
