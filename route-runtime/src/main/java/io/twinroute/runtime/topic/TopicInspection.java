package io.twinroute.runtime.topic;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.cluster.TopicCheck;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Checks the topics of a target, existing ones and those that a router would create, and changes
 * nothing. Thread-safe.
 */
public final class TopicInspection {

  private final TopicCatalog catalog;
  private final TopicCheck check;
  private final TopicTrials trials;
  private final SourceLimits sources;

  /**
   * @param target the topics of the target
   * @param sources those of the sources' clusters; empty for one that cannot be asked
   */
  public TopicInspection(TopicCatalog target, Function<Cluster, Optional<TopicCatalog>> sources) {
    this.catalog = target;
    this.check = new TopicCheck(target);
    this.trials = new TopicTrials(target);
    this.sources = new SourceLimits(sources);
  }

  /**
   * Looks at topics all at once. Whatever is wrong with one of them is reported by {@link #flaws}.
   *
   * @throws RouteFailedException if this thread is interrupted
   */
  public void expect(Collection<WantedTopic> topics) {
    List<WantedTopic> looked =
        topics.stream().filter(topic -> topic.use() != TopicUse.INTERNAL).toList();
    catalog.expect(looked.stream().map(WantedTopic::name).toList());
    catalog.expectSettings(
        looked.stream().map(WantedTopic::name).filter(name -> !catalog.isMissing(name)).toList());
    trials.expect(
        looked.stream()
            .filter(topic -> catalog.isMissing(topic.name()))
            .flatMap(topic -> topic.creation().stream())
            .toList());
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
      return catalog.names().contains(topic.name()) ? List.of() : taken(topic).stream().toList();
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
        topic, new TopicSettings(catalog.settings(topic.name()), replicas), sources);
  }

  /** Another topic in whose place Kafka would see it. */
  private Optional<Flaw> taken(WantedTopic topic) {
    return catalog.names().stream()
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

  /** The cluster is asked what it would make of it; it knows more reasons against it than we. */
  private List<Flaw> missing(WantedTopic topic, NewTopic wanted) {
    return trials
        .of(wanted)
        .map(settings -> TopicRules.flaws(topic, settings, sources))
        .orElse(List.of());
  }
}
