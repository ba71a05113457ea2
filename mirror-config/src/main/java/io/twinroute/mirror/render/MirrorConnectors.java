package io.twinroute.mirror.render;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.UncopiedTopics;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.connect.MirrorConnector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The MirrorMaker 2 connectors that a set of routes needs. */
public final class MirrorConnectors {

  private MirrorConnectors() {}

  /**
   * One connector for each source topic and target cluster, in the routes' order, so that one that
   * cannot copy holds up nobody but the routes that read its topic. It is exactly-once only if all
   * those routes are. Secrets are not in them.
   *
   * @param references what replaces secrets
   * @throws MirrorException if MirrorMaker would silently leave a topic out, or could not name the
   *     source of its copy
   */
  public static List<MirrorConnector> of(
      List<RoutePlan> routes, StreamsSettings settings, References references) {
    List<MirrorFlow> flows = flows(routes, references, MirrorNames::connector);
    Map<String, Long> connectors =
        flows.stream()
            .collect(Collectors.groupingBy(flow -> flow.target().alias(), Collectors.counting()));
    return flows.stream()
        .map(
            flow ->
                SourceConnectorConfig.of(
                    flow,
                    settings.tasksOfEach(
                        connectors.getOrDefault(flow.target().alias(), 1L).intValue())))
        .toList();
  }

  /**
   * What is copied from each cluster to each other, in the routes' order, for forms that have one
   * connector for all of that.
   *
   * @throws MirrorException as {@link #of}
   */
  static List<MirrorFlow> pairs(List<RoutePlan> routes) {
    return flows(
        routes,
        References.VARIABLES,
        (source, target) ->
            MirrorNames.pairConnector(target.naming(), source.cluster().alias(), target.alias()));
  }

  /**
   * @param connector names the connector that copies a topic to a cluster
   */
  private static List<MirrorFlow> flows(
      List<RoutePlan> routes,
      References references,
      BiFunction<SourceTopic, Cluster, String> connector) {
    Map<String, MirrorFlow> flows = new LinkedHashMap<>();
    for (RoutePlan plain : routes) {
      RoutePlan route = references.in(plain);
      Cluster target = route.output().cluster();
      for (SourceTopic source : route.sources().toList()) {
        requireMirrorable(route, source, target);
        flows.merge(
            connector.apply(source, target),
            new MirrorFlow(
                source.cluster(),
                target,
                List.of(source.topic()),
                route.delivery() == Delivery.EXACTLY_ONCE),
            MirrorConnectors::merge);
      }
    }
    return List.copyOf(flows.values());
  }

  private static MirrorFlow merge(MirrorFlow one, MirrorFlow other) {
    List<String> topics = new ArrayList<>(one.topics());
    other.topics().stream().filter(topic -> !topics.contains(topic)).forEach(topics::add);
    return new MirrorFlow(
        one.source(), one.target(), topics, one.exactlyOnce() && other.exactlyOnce());
  }

  /** MirrorMaker would drop what it refuses without a word. */
  private static void requireMirrorable(RoutePlan route, SourceTopic source, Cluster target) {
    String alias = source.cluster().alias();
    if (alias.contains(".")) {
      throw unmirrorable(
          route,
          "the cluster alias '"
              + alias
              + "' holds a dot, and MirrorMaker ends the alias of '"
              + MirrorNames.remoteTopic(source)
              + "' at the first one; rename the cluster");
    }
    UncopiedTopics.reason(source, target)
        .ifPresent(
            reason -> {
              throw unmirrorable(route, reason);
            });
  }

  private static MirrorException unmirrorable(RoutePlan route, String why) {
    return new MirrorException("route '" + route.name() + "': " + why);
  }
}
