package io.twinroute.runtime.prepare;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.TargetTopics;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.topic.Flaw;
import io.twinroute.runtime.topic.RouteTopics;
import io.twinroute.runtime.topic.TopicInspection;
import io.twinroute.runtime.topic.TopicUse;
import io.twinroute.runtime.topic.WantedTopic;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the topics that a router needs on the targets of its routes, and then creates them: all
 * are noted first, and each target is asked for all at once. Routes may be checked by several
 * threads.
 */
final class TargetPreparation {

  private static final Logger LOG = LoggerFactory.getLogger(TargetPreparation.class);

  private final Engine engine;
  private final Catalogs catalogs;

  /** By the target's alias. */
  private final Map<String, TopicInspection> inspections = new ConcurrentHashMap<>();

  private final Map<RoutePlan, List<WantedTopic>> wanted = new ConcurrentHashMap<>();
  private final Set<String> warnings = new ConcurrentSkipListSet<>();

  TargetPreparation(Engine engine, Catalogs catalogs) {
    this.engine = engine;
    this.catalogs = catalogs;
  }

  /**
   * Notes the topics that a route needs.
   *
   * @param sources the topics of each input
   * @param limit how large the route's records may be
   */
  void expect(RoutePlan route, List<List<FoundTopic>> sources, SizeLimit limit) {
    RouteTopics ofRoute = new RouteTopics(route, engine, limit);
    List<WantedTopic> topics = new ArrayList<>(ofRoute.ofRouters());
    WantedTopic results = ofRoute.results();
    topics.add(results);
    topics.addAll(ofRoute.rejected(partitions(results)));
    for (RouteInput input : route.inputs()) {
      List<FoundTopic> found = sources.get(input.index());
      for (int i = 0; i < found.size(); i++) {
        topics.addAll(ofRoute.copies(input.topics().get(i), found.get(i).partitions()));
      }
    }
    wanted.put(route, topics);
  }

  /** Those of the results; any number if that is not known, which {@link #check} reports. */
  private int partitions(WantedTopic results) {
    Integer wished = results.partitions();
    int otherwise = wished == null ? 1 : wished;
    try {
      return inspection(results.cluster()).partitions(results).orElse(otherwise);
    } catch (RouteFailedException e) {
      return otherwise;
    }
  }

  /** Looks at all topics that were noted, on each target at once. */
  void look() {
    byTarget((target, topics) -> inspection(target).expect(topics));
  }

  private void byTarget(BiConsumer<Cluster, List<WantedTopic>> what) {
    wanted.values().stream()
        .flatMap(List::stream)
        .distinct()
        .collect(Collectors.groupingBy(WantedTopic::cluster))
        .forEach(what);
  }

  /**
   * Checks the topics of a route; writes nothing.
   *
   * @param problems takes what is wrong
   */
  void check(RoutePlan route, Problems problems) {
    problems.collect(() -> partitionsMustBeAlike(route));
    for (WantedTopic topic : wanted.getOrDefault(route, List.of())) {
      if (topic.use() == TopicUse.RESULTS) {
        problems.collect(() -> mustBeThereOrCreated(topic));
      }
      problems.collect(() -> check(topic, problems));
    }
  }

  private void mustBeThereOrCreated(WantedTopic results) {
    if (results.partitions() == null
        && inspection(results.cluster()).partitions(results).isEmpty()) {
      throw new RouteFailedException(
          new Misconfigured(
              "Output topic '%s' does not exist on cluster '%s' at %s. Create it, or let the router create it with output: { partitions: N }."
                  .formatted(
                      results.name(),
                      results.cluster().alias(),
                      results.cluster().bootstrapServers())));
    }
  }

  private void check(WantedTopic topic, Problems problems) {
    for (Flaw flaw : inspection(topic.cluster()).flaws(topic)) {
      if (flaw.isFatal()) {
        problems.add(new RouteFailedException(flaw.failure()));
      } else {
        warnings.add(flaw.message());
      }
    }
  }

  /** Or the same record would be in different partitions. */
  private void partitionsMustBeAlike(RoutePlan route) {
    Output output = route.output();
    TopicCheck check = new TopicCheck(catalogs.of(output.cluster()));
    Map<Integer, String> topics = new TreeMap<>();
    for (Engine each : Engines.all()) {
      String topic = output.topic(each);
      check
          .find(topic)
          .map(found -> found.partitions().size())
          .or(() -> Optional.ofNullable(output.partitions()))
          .ifPresent(partitions -> topics.putIfAbsent(partitions, topic));
    }
    if (topics.size() > 1) {
      throw new RouteFailedException(
          new Misconfigured(
              "twinroute.routes.%s.output: the engines' topics on %s would differ in their partitions: %s. Make them alike: the same record would be in different partitions."
                  .formatted(
                      route.name(),
                      output.cluster(),
                      topics.entrySet().stream()
                          .map(topic -> "'%s' %d".formatted(topic.getValue(), topic.getKey()))
                          .collect(Collectors.joining(", ")))));
    }
  }

  /** Says what the routes run with, although it may lose what they write. */
  void tellWarnings() {
    warnings.forEach(warning -> LOG.warn("{}", warning));
  }

  /**
   * Creates what is missing of all topics that were checked.
   *
   * @param problems takes what cannot be created
   */
  void create(Problems problems) {
    byTarget(
        (target, topics) ->
            new TargetTopics(catalogs.of(target))
                .create(
                    topics.stream()
                        .filter(topic -> topic.use() != TopicUse.INTERNAL)
                        .flatMap(topic -> topic.creation().stream())
                        .toList(),
                    problems::add));
  }

  private TopicInspection inspection(Cluster target) {
    return inspections.computeIfAbsent(
        target.alias(),
        alias ->
            new TopicInspection(catalogs.of(target), source -> Optional.of(catalogs.of(source))));
  }
}
