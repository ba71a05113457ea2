package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.pin.EarlierRun;
import io.twinroute.runtime.pin.RouteNames;
import io.twinroute.runtime.pin.RoutePins;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;

/** Checks what a route has left on its target: its pins, and the groups with its name. */
final class EarlierRunExamination {

  private final Clusters clusters;
  private final RoutePlan route;
  private final Cluster target;
  private final Function<Cluster, Admin> admins;
  private final Findings findings;
  private final String subject;

  /**
   * @param admins of all clusters of the route
   */
  EarlierRunExamination(
      Clusters clusters, RoutePlan route, Function<Cluster, Admin> admins, Findings findings) {
    this.clusters = clusters;
    this.route = route;
    this.target = route.output().cluster();
    this.admins = admins;
    this.findings = findings;
    this.subject = "route " + route.name();
  }

  /**
   * What the route's first start has pinned, as an engine that is to run it finds it; nothing if
   * that is unknown, or if the engine would not start.
   */
  Optional<Optional<RoutePins>> pins(Engine engine) {
    String on = "on " + engine.id();
    try {
      Optional<RoutePins> pins = new EarlierRun(clusters, engine, this::catalog).pins(route);
      findings.ok(
          subject,
          pins.isPresent()
              ? on + " it resumes from what its first start has pinned"
              : on + " it starts over, at the beginning of its sources");
      return Optional.of(pins);
    } catch (RouteFailedException e) {
      if (e.isPermanent() || e.failure() instanceof Misconfigured) {
        findings.fail(subject, on + " it does not start: " + e.getMessage());
      } else {
        findings.warn(subject, on + ", not checked: " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  private TopicCatalog catalog(Cluster cluster) {
    return new TopicCatalog(cluster, admins.apply(cluster));
  }

  /** Looks for clients that are members of the route's groups and are not its own. */
  void strangers() {
    findings.askInVain(subject, this::found).ifPresent(this::tell);
  }

  private Set<String> found() {
    Admin admin = admins.apply(target);
    Predicate<String> own =
        Pattern.compile(Pattern.quote(RouteNames.prefix(target, route.name())) + "[0-9a-f]{8}")
            .asMatchPredicate();
    List<String> groups =
        ClusterClients.answer(
                target,
                "list its groups",
                admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
            .stream()
            .map(GroupListing::groupId)
            .filter(own)
            .toList();
    Map<String, ClassicGroupDescription> described =
        ClusterClients.answer(
            target, "describe the route's groups", admin.describeClassicGroups(groups).all());
    return described.values().stream()
        .map(this::strangers)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The client ids of a router in a group begin with the group's name, or with the cluster's {@code
   * client.id}.
   */
  private List<String> strangers(ClassicGroupDescription group) {
    String name = target.properties().getOrDefault("client.id", group.groupId());
    return group.members().stream()
        .filter(member -> !member.clientId().startsWith(name))
        .map(
            member ->
                "%s from %s in %s".formatted(member.clientId(), member.host(), group.groupId()))
        .toList();
  }

  private void tell(Set<String> strangers) {
    if (!strangers.isEmpty()) {
      findings.fail(
          subject,
          "its group on %s has members that are no Twinroute router: %s. They take partitions away from it; stop them, or give them another group."
              .formatted(target.alias(), String.join(", ", strangers)));
    }
  }
}
