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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the topics that a router needs on the targets of its routes, and then creates them.
 * Thread-safe.
 */
final class TargetPreparation {

  private static final Logger LOG = LoggerFactory.getLogger(TargetPreparation.class);

  private final Engine engine;
  private final Function<Cluster, Admin> admins;

  /** By the target's alias. */
  private final Map<String, TopicInspection> inspections = new ConcurrentHashMap<>();

  private final Map<RoutePlan, List<WantedTopic>> wanted = new ConcurrentHashMap<>();

  /** Routes share some. */
  private final Set<WantedTopic> checked = ConcurrentHashMap.newKeySet();

  private final Set<String> warnings = new ConcurrentSkipListSet<>();

  /**
   * @param admins of all clusters of the routes
   */
  TargetPreparation(Engine engine, Function<Cluster, Admin> admins) {
    this.engine = engine;
    this.admins = admins;
  }

  /**
   * Checks a route's topics; writes nothing.
   *
   * @param sources the topic of each input
   * @param limit how large the route's records may be
   * @param problems takes what is wrong
   */
  void check(RoutePlan route, List<FoundTopic> sources, SizeLimit limit, Problems problems) {
    problems.collect(() -> partitionsMustBeAlike(route));
    problems.collect(
        () -> {
          List<WantedTopic> topics = topics(route, sources, limit, problems);
          wanted.put(route, topics);
          topics.stream()
              .filter(checked::add)
              .forEach(topic -> problems.collect(() -> check(topic, problems)));
        });
  }

  private List<WantedTopic> topics(
      RoutePlan route, List<FoundTopic> sources, SizeLimit limit, Problems problems) {
    RouteTopics ofRoute = new RouteTopics(route, engine, limit);
    List<WantedTopic> topics = new ArrayList<>(ofRoute.ofRouters());
    WantedTopic results = ofRoute.results();
    topics.add(results);
    topics.addAll(ofRoute.rejected(partitions(results, problems)));
    for (RouteInput input : route.inputs()) {
      topics.addAll(ofRoute.copies(input, sources.get(input.index()).partitions()));
    }
    return topics;
  }

  private int partitions(WantedTopic results, Problems problems) {
    Optional<Integer> found = inspection(results.cluster()).partitions(results);
    Integer wished = results.partitions();
    if (found.isEmpty() && wished == null) {
      problems.add(
          new RouteFailedException(
              new Misconfigured(
                  "Output topic '%s' does not exist on cluster '%s' at %s. Create it, or let the router create it with output: { partitions: N }."
                      .formatted(
                          results.name(),
                          results.cluster().alias(),
                          results.cluster().bootstrapServers()))));
    }
    return found.orElse(wished == null ? 1 : wished);
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
    TopicCheck check = new TopicCheck(output.cluster(), admins.apply(output.cluster()));
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

  /** Creates what is missing of the topics that were checked. */
  void create(RoutePlan route) {
    Cluster target = route.output().cluster();
    TargetTopics topics = new TargetTopics(target, admins.apply(target));
    wanted.getOrDefault(route, List.of()).stream()
        .filter(topic -> topic.use() != TopicUse.INTERNAL)
        .flatMap(topic -> topic.creation().stream())
        .forEach(topics::create);
  }

  private TopicInspection inspection(Cluster target) {
    return inspections.computeIfAbsent(
        target.alias(),
        alias ->
            new TopicInspection(
                target, admins.apply(target), source -> Optional.of(admins.apply(source))));
  }
}
