package io.twinroute.runtime.prepare;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.cluster.TopicCatalog;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** The topics of the clusters of some routes as they are now. Thread-safe. */
final class Catalogs {

  private final Function<Cluster, Admin> admins;

  /** By the cluster's alias. */
  private final Map<String, TopicCatalog> catalogs = new ConcurrentHashMap<>();

  /**
   * @param admins of all clusters of the routes
   */
  Catalogs(Function<Cluster, Admin> admins) {
    this.admins = admins;
  }

  TopicCatalog of(Cluster cluster) {
    return catalogs.computeIfAbsent(
        cluster.alias(), alias -> new TopicCatalog(cluster, admins.apply(cluster)));
  }

  /**
   * Looks at all topics that the routes name, on each cluster with one request; does not wait for
   * the answers.
   */
  void expect(List<RoutePlan> routes, Engine engine) {
    Map<Cluster, Set<String>> topics = onTargets(routes, engine);
    routes.stream()
        .flatMap(RoutePlan::sources)
        .forEach(source -> of(source.cluster(), topics).add(source.topic()));
    forEach(topics, TopicCatalog::expect);
  }

  /** The same with what an engine writes to. */
  void expectOutputs(List<RoutePlan> routes, Engine engine) {
    Map<Cluster, Set<String>> topics = new LinkedHashMap<>();
    routes.forEach(
        route -> of(route.output().cluster(), topics).addAll(route.output().topics(engine)));
    forEach(topics, TopicCatalog::expect);
  }

  /** Describes the settings of those topics that are on a target, in the same way. */
  void expectSettings(List<RoutePlan> routes, Engine engine) {
    forEach(
        onTargets(routes, engine),
        (catalog, topics) ->
            catalog.expectSettings(
                topics.stream().filter(each -> !catalog.isMissing(each)).toList()));
  }

  /** What the routes have or get on their targets, under names that are known before. */
  private static Map<Cluster, Set<String>> onTargets(List<RoutePlan> routes, Engine engine) {
    Map<Cluster, Set<String>> topics = new LinkedHashMap<>();
    for (RoutePlan route : routes) {
      Cluster target = route.output().cluster();
      Set<String> ofTarget = of(target, topics);
      ofTarget.add(TopicNames.pins(target));
      Engines.all().forEach(each -> ofTarget.addAll(route.output().topics(each)));
      ofTarget.addAll(copies(route, engine));
    }
    return topics;
  }

  /** Where an engine reads a route's inputs, if not at their sources. */
  static List<String> copies(RoutePlan route, Engine engine) {
    return route.sources().flatMap(source -> copies(source, engine)).toList();
  }

  private static Stream<String> copies(SourceTopic source, Engine engine) {
    return Engines.section(engine).remoteTopics(source).stream();
  }

  private void forEach(
      Map<Cluster, Set<String>> topics, BiConsumer<TopicCatalog, Collection<String>> what) {
    topics.forEach((cluster, names) -> what.accept(of(cluster), names));
  }

  private static Set<String> of(Cluster cluster, Map<Cluster, Set<String>> topics) {
    return topics.computeIfAbsent(cluster, each -> new LinkedHashSet<>());
  }
}
