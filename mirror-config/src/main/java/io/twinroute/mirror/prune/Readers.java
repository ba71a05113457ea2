package io.twinroute.mirror.prune;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.pin.PinsTopic;
import io.twinroute.runtime.pin.RouteNames;
import io.twinroute.runtime.pin.RoutePins;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;

/**
 * Who reads the copies on a target: the routes of a file, and every route that has ever been
 * started there, since its pins name what it reads. Topics are named as {@code east/orders}.
 */
public final class Readers {

  private static final Set<GroupState> WITHOUT_MEMBERS =
      Set.of(GroupState.EMPTY, GroupState.DEAD, GroupState.UNKNOWN);

  private final Cluster target;
  private final Set<String> routes;
  private final Set<String> needed;
  private final Map<String, RoutePins> pinned;
  private final Set<String> running;
  private final Set<String> installations;

  /**
   * @param target where the copies are
   * @param routes the file's routes to the target
   * @param pinned of all routes to the target, by name
   * @param running the groups on the target that have members
   */
  Readers(
      Cluster target,
      Collection<RoutePlan> routes,
      Map<String, RoutePins> pinned,
      Set<String> running) {
    this(target, routes, pinned, running, Set.of());
  }

  private Readers(
      Cluster target,
      Collection<RoutePlan> routes,
      Map<String, RoutePins> pinned,
      Set<String> running,
      Set<String> ownInstallations) {
    this.target = target;
    this.routes = routes.stream().map(RoutePlan::name).collect(Collectors.toSet());
    this.needed =
        routes.stream()
            .flatMap(RoutePlan::sources)
            .map(SourceTopic::address)
            .collect(Collectors.toSet());
    this.pinned = Map.copyOf(pinned);
    this.running = Set.copyOf(running);
    this.installations =
        Stream.concat(
                ownInstallations.stream(),
                this.routes.stream()
                    .map(pinned::get)
                    .filter(Objects::nonNull)
                    .map(RoutePins::installation)
                    .filter(Objects::nonNull))
            .collect(Collectors.toSet());
  }

  /**
   * The readers on a target, as it reports them now.
   *
   * @param routes the file's routes to the target
   * @throws io.twinroute.runtime.RouteFailedException if the target gives no answer
   */
  public static Readers of(Clusters clusters, Cluster target, List<RoutePlan> routes) {
    return of(clusters, target, routes, Set.of());
  }

  /**
   * The same for a router that knows its installation, also if none of its routes is left.
   *
   * @param installation its id
   */
  public static Readers of(
      Clusters clusters, Cluster target, List<RoutePlan> routes, String installation) {
    return of(clusters, target, routes, Set.of(installation));
  }

  private static Readers of(
      Clusters clusters, Cluster target, List<RoutePlan> routes, Set<String> ownInstallations) {
    try (Admin admin = clusters.admin(target)) {
      boolean anyPins = new TopicCheck(target, admin).find(TopicNames.pins(target)).isPresent();
      return new Readers(
          target,
          routes,
          anyPins ? new PinsTopic(clusters, target).readAll() : Map.of(),
          ClusterClients.answer(
                  target,
                  "list its groups",
                  admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
              .stream()
              .filter(group -> !group.groupState().map(WITHOUT_MEMBERS::contains).orElse(true))
              .map(GroupListing::groupId)
              .collect(Collectors.toSet()),
          ownInstallations);
    }
  }

  /** How their installation names things. */
  Naming naming() {
    return target.naming();
  }

  /** Whether a route of the file reads the topic. */
  boolean isNeeded(String topic) {
    return needed.contains(topic);
  }

  /** Whether routers of the file's installation are the maker. */
  boolean isOwn(String maker) {
    return installations.contains(maker);
  }

  /** Whether any route reads the topic, or has read it. */
  boolean isKnown(String topic) {
    return pinned.values().stream().anyMatch(pins -> reads(pins, topic));
  }

  /**
   * The reason why the file may not remove the connector of a topic that it does not need; empty if
   * nobody else reads it.
   */
  Optional<String> objection(String topic) {
    return pinned.entrySet().stream()
        .filter(route -> !routes.contains(route.getKey()))
        .filter(route -> reads(route.getValue(), topic))
        .flatMap(route -> objection(route.getKey(), route.getValue()).stream())
        .findFirst();
  }

  private Optional<String> objection(String route, RoutePins pins) {
    String installation = pins.installation();
    if (installation == null || !isOwn(installation)) {
      return Optional.of("route '%s' of another installation reads it".formatted(route));
    }
    return runs(route, pins)
        ? Optional.of("route '%s' runs, and reads it".formatted(route))
        : Optional.empty();
  }

  /** Its group's name ends with the beginning of the incarnation. */
  private boolean runs(String route, RoutePins pins) {
    String prefix = RouteNames.prefix(target, route);
    return running.stream()
        .filter(group -> group.startsWith(prefix) && group.length() > prefix.length())
        .anyMatch(group -> pins.incarnation().startsWith(group.substring(prefix.length())));
  }

  private static boolean reads(RoutePins pins, String topic) {
    return pins.inputs().stream().anyMatch(input -> input.reads(topic));
  }
}
