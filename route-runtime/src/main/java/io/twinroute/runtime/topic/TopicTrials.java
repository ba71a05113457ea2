package io.twinroute.runtime.topic;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.NewTopics;
import io.twinroute.runtime.cluster.Settings;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.failure.Unanswered.Existing;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Asks a cluster what it would make of topics that are to be created, and creates none; it knows
 * more reasons against them than we. Each is asked for once. Thread-safe.
 */
final class TopicTrials {

  private final TopicCatalog catalog;

  /** Guarded by this. */
  private final Map<NewTopic, CreateTopicsResult> trials = new HashMap<>();

  TopicTrials(TopicCatalog catalog) {
    this.catalog = catalog;
  }

  /** Asks for topics at once; never waits. */
  synchronized void expect(Collection<NewTopic> topics) {
    List<NewTopic> unknown =
        topics.stream().distinct().filter(topic -> !trials.containsKey(topic)).toList();
    for (List<NewTopic> some : NewTopics.inRequests(unknown)) {
      CreateTopicsResult answer =
          catalog.admin().createTopics(some, new CreateTopicsOptions().validateOnly(true));
      some.forEach(topic -> trials.put(topic, answer));
    }
  }

  private synchronized CreateTopicsResult trial(NewTopic topic) {
    expect(List.of(topic));
    return Objects.requireNonNull(trials.get(topic));
  }

  /**
   * How the topic would be set up; empty if it is there by now.
   *
   * @throws RouteFailedException if the cluster would not create it, or does not answer
   */
  Optional<TopicSettings> of(NewTopic topic) {
    CreateTopicsResult answer = trial(topic);
    String name = topic.name();
    try {
      ClusterClients.answer(
          catalog.cluster(),
          "create topic '" + name + "'",
          Objects.requireNonNull(answer.values().get(name)));
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Existing) {
        return Optional.empty(); // the other engine's router has just created it
      }
      throw e;
    }
    String question = "describe the settings of topic '" + name + "' (it needs DESCRIBE_CONFIGS)";
    return Optional.of(
        new TopicSettings(
            Settings.values(
                ClusterClients.answer(catalog.cluster(), question, answer.config(name))),
            ClusterClients.answer(catalog.cluster(), question, answer.replicationFactor(name))));
  }
}
