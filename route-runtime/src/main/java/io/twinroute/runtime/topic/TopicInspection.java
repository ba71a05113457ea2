package io.twinroute.runtime.topic;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Settings;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Unanswered.Existing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the topics of a target, those that are there and those that a router is to create, and
 * changes nothing. Thread-safe.
 */
public final class TopicInspection {

  private final Cluster target;
  private final Admin admin;
  private final TopicCheck check;
  private final SourceLimits sources;

  /** Those that this user may see; null: nobody has asked yet. */
  private @Nullable Set<String> visible;

  /**
   * @param admins of the sources' clusters; empty for one that cannot be asked
   */
  public TopicInspection(Cluster target, Admin admin, Function<Cluster, Optional<Admin>> admins) {
    this.target = target;
    this.admin = admin;
    this.check = new TopicCheck(target, admin);
    this.sources = new SourceLimits(admins);
  }

  /** How many partitions the topic has; empty if it is not there. */
  public Optional<Integer> partitions(WantedTopic topic) {
    return check.find(topic.name()).map(found -> found.partitions().size());
  }

  /**
   * What is wrong with a topic as it is, or as it would be created.
   *
   * @throws RouteFailedException if the cluster does not answer, or this user may not do with the
   *     topic what the router has to do
   */
  public List<Flaw> flaws(WantedTopic topic) {
    if (topic.use() == TopicUse.INTERNAL) { // which may be another user's
      return visible().contains(topic.name()) ? List.of() : taken(topic).stream().toList();
    }
    Optional<TopicDescription> found = check.find(topic.name());
    if (found.isPresent()) {
      return existing(topic, found.get());
    }
    return taken(topic)
        .map(List::of)
        .orElseGet(() -> topic.creation().map(wanted -> missing(topic, wanted)).orElse(List.of()));
  }

  private List<Flaw> existing(WantedTopic topic, TopicDescription found) {
    if (topic.use().isWritten()) {
      check.mustBeWritable(found);
    }
    int replicas =
        found.partitions().stream().mapToInt(part -> part.replicas().size()).min().orElse(0);
    return TopicRules.flaws(
        topic, new TopicSettings(Settings.all(target, admin, topic.name()), replicas), sources);
  }

  /** Another topic in whose place Kafka would see it. */
  private Optional<Flaw> taken(WantedTopic topic) {
    return visible().stream()
        .filter(other -> TopicNames.collide(topic.name(), other))
        .findFirst()
        .map(
            other ->
                new Flaw(
                    topic,
                    true,
                    "cannot be created: there is '%s', and Kafka takes names that differ in '.' and '_' only for one. %s."
                        .formatted(other, remedy(topic.use()))));
  }

  private static String remedy(TopicUse use) {
    return switch (use) {
      case RESULTS, LATE, DEAD_LETTERS -> "Name another topic in the route's output";
      case COPIES -> "Give the source's cluster another alias, or delete that topic";
      case PINS, INTERNAL -> "Delete that topic, or write to another cluster";
    };
  }

  private synchronized Set<String> visible() {
    Set<String> known = visible;
    if (known == null) {
      known = ClusterClients.answer(target, "list its topics", admin.listTopics().names());
      visible = known;
    }
    return known;
  }

  /** The cluster is asked what it would make of it; it knows more reasons against it than we. */
  private List<Flaw> missing(WantedTopic topic, NewTopic wanted) {
    CreateTopicsResult answer =
        admin.createTopics(List.of(wanted), new CreateTopicsOptions().validateOnly(true));
    String name = wanted.name();
    try {
      ClusterClients.answer(target, "create topic '" + name + "'", answer.all());
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Existing) {
        return List.of(); // the other engine's router has just created it
      }
      throw e;
    }
    String question = "describe the settings of topic '" + name + "' (it needs DESCRIBE_CONFIGS)";
    return TopicRules.flaws(
        topic,
        new TopicSettings(
            Settings.values(ClusterClients.answer(target, question, answer.config(name))),
            ClusterClients.answer(target, question, answer.replicationFactor(name))),
        sources);
  }
}
