package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Interrupted;
import io.twinroute.runtime.failure.Unanswered.Missing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's topics, each described once, when it is first requested. Callers that know their
 * topics in advance {@linkplain #expect expect} them, and one request describes all. Every method
 * that returns something of a topic throws {@link RouteFailedException} if the cluster refuses to
 * describe that topic, or does not answer in time. Thread-safe.
 */
public final class TopicCatalog {

  /** A broker may be behind the others for a moment, and not know of a topic yet. */
  private static final int LOOKS = 4;

  /** The same where a topic is known to have been created: one of many, on a busy cluster. */
  private static final int LOOKS_AFTER_CREATION = 30;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final Admin admin;

  /** All of these are guarded by this. */
  private final Map<String, KafkaFuture<TopicDescription>> descriptions = new HashMap<>();

  private final Map<String, KafkaFuture<Config>> settings = new HashMap<>();
  private @Nullable KafkaFuture<Set<String>> names;
  private int looks = 1;

  public TopicCatalog(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  public Cluster cluster() {
    return cluster;
  }

  /** The client that asks the cluster. */
  public Admin admin() {
    return admin;
  }

  /** Describes the topics in one request, except those already described; never waits. */
  public synchronized void expect(Collection<String> topics) {
    List<String> unknown =
        topics.stream().distinct().filter(topic -> !descriptions.containsKey(topic)).toList();
    if (!unknown.isEmpty()) {
      descriptions.putAll(
          admin
              .describeTopics(
                  unknown, new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .topicNameValues());
    }
  }

  /** The same with the settings of topics. */
  public synchronized void expectSettings(Collection<String> topics) {
    Map<String, ConfigResource> unknown =
        topics.stream()
            .distinct()
            .filter(topic -> !settings.containsKey(topic))
            .collect(Collectors.toMap(topic -> topic, TopicCatalog::resource));
    if (!unknown.isEmpty()) {
      Map<ConfigResource, KafkaFuture<Config>> answers =
          admin.describeConfigs(unknown.values()).values();
      unknown.forEach((topic, resource) -> settings.put(topic, answers.get(resource)));
    }
  }

  /** The topic, if it is there (and may be seen). */
  public Optional<TopicDescription> find(String topic) {
    try {
      return Optional.of(
          ClusterClients.answer(cluster, "describe topic '" + topic + "'", description(topic)));
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Missing) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private synchronized KafkaFuture<TopicDescription> description(String topic) {
    expect(List.of(topic));
    return Objects.requireNonNull(descriptions.get(topic));
  }

  /** All settings of a topic that have a value, the cluster's defaults included. */
  public Map<String, String> settings(String topic) {
    return Settings.values(
        ClusterClients.answer(cluster, Settings.question(resource(topic)), config(topic)));
  }

  private synchronized KafkaFuture<Config> config(String topic) {
    expectSettings(List.of(topic));
    return Objects.requireNonNull(settings.get(topic));
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  /** The names of all topics that this user may see. */
  public Set<String> names() {
    return ClusterClients.answer(cluster, "list its topics", allNames());
  }

  private synchronized KafkaFuture<Set<String>> allNames() {
    KafkaFuture<Set<String>> known = names;
    if (known == null) {
      known = admin.listTopics().names();
      names = known;
    }
    return known;
  }

  /** The ids of those of the topics that are there, by name. */
  public Map<String, String> ids(Collection<String> topics) {
    expect(topics);
    Map<String, String> ids = new LinkedHashMap<>();
    for (String topic : topics) {
      find(topic).ifPresent(found -> ids.put(topic, found.topicId().toString()));
    }
    return ids;
  }

  /**
   * The same, where a topic is missing only if it is so for a few seconds. What is missing is
   * looked for again for all who ask.
   */
  public Map<String, String> idsOfAllIfThere(Collection<String> topics) {
    return ids(topics, LOOKS);
  }

  /**
   * The same with topics that were created a moment ago, for which it waits up to half a minute.
   */
  public Map<String, String> idsOfCreated(Collection<String> topics) {
    return ids(topics, LOOKS_AFTER_CREATION);
  }

  private synchronized Map<String, String> ids(Collection<String> topics, int mostLooks) {
    Map<String, String> ids = ids(topics);
    for (; looks < mostLooks && !ids.keySet().containsAll(topics); looks++) {
      pause();
      lookAgain();
      ids = ids(topics);
    }
    return ids;
  }

  private void lookAgain() {
    List<String> missing = descriptions.keySet().stream().filter(this::isMissing).toList();
    missing.forEach(descriptions::remove);
    expect(missing);
  }

  /**
   * Whether the topic is known not to be there. If the cluster refuses to say or does not answer,
   * whoever asks for more of that topic gets the failure.
   *
   * @throws RouteFailedException if this thread is interrupted
   */
  public boolean isMissing(String topic) {
    try {
      return find(topic).isEmpty();
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Interrupted) {
        throw e;
      }
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("looking for topics"), e);
    }
  }
}
