package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.pin.RouteNames;
import io.twinroute.runtime.prepare.RouterGrants;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights that a route's Streams router needs, and those of its mirror. A mirror inside the
 * router uses the router's settings, and so its user.
 */
final class StreamsGrants {

  private static final String ROUTER = RouterGrants.component(StreamsEngine.ENGINE);

  /** Mirrors on a Connect cluster: they read as the route file's user, and the worker writes. */
  private static final String MIRROR = "mirror";

  private StreamsGrants() {}

  /** Whether a Connect worker needs it, whose user is not in the route file. */
  static boolean isOfConnectWorker(Grant grant) {
    return grant.component().equals(MIRROR) && grant.operations().contains(AclOperation.WRITE);
  }

  static List<Grant> of(RoutePlan route, StreamsSettings settings) {
    List<Grant> grants = new ArrayList<>(RouterGrants.of(route, StreamsEngine.ENGINE));
    Cluster target = route.output().cluster();
    for (SourceTopic source : route.sources().toList()) {
      grants.add(
          Grant.topic(
              ROUTER,
              target,
              MirrorNames.remoteTopic(source),
              AclOperation.READ,
              AclOperation.CREATE,
              AclOperation.DESCRIBE_CONFIGS));
    }
    String application = RouteNames.prefix(target, route.name());
    grants.add(
        Grant.of(
            ROUTER,
            target,
            ResourceType.GROUP,
            application,
            PatternType.PREFIXED,
            AclOperation.READ));
    grants.add(RouterGrants.transactions(ROUTER, target, application));
    grants.add(
        Grant.of(
            ROUTER,
            target,
            ResourceType.TOPIC,
            application,
            PatternType.PREFIXED,
            AclOperation.READ,
            AclOperation.WRITE,
            AclOperation.CREATE,
            // Streams deletes processed records of the repartition topic; without this right, that
            // topic grows.
            AclOperation.DELETE));
    if (settings.mirror() == Mirror.MANAGED) {
      grants.addAll(mirror(route, settings.connect() == null ? ROUTER : MIRROR));
    }
    return grants;
  }

  private static List<Grant> mirror(RoutePlan route, String component) {
    List<Grant> grants = new ArrayList<>();
    Cluster target = route.output().cluster();
    for (SourceTopic source : route.sources().toList()) {
      grants.add(Grant.topic(component, source.cluster(), source.topic(), AclOperation.READ));
      grants.add(
          Grant.topic(component, target, MirrorNames.remoteTopic(source), AclOperation.WRITE));
    }
    if (component.equals(ROUTER)) {
      grants.addAll(worker(target));
    }
    return grants;
  }

  /** For the Connect worker in the router's process; any other has names of its own. */
  private static List<Grant> worker(Cluster target) {
    String group = MirrorNames.workerGroup(target);
    return List.of(
        Grant.of(ROUTER, target, ResourceType.GROUP, group, PatternType.LITERAL, AclOperation.READ),
        Grant.of(
            ROUTER,
            target,
            ResourceType.TOPIC,
            group + "-",
            PatternType.PREFIXED,
            AclOperation.READ,
            AclOperation.WRITE,
            AclOperation.CREATE,
            AclOperation.DESCRIBE_CONFIGS),
        RouterGrants.transactions(ROUTER, target, group + "-"),
        RouterGrants.transactions(ROUTER, target, MirrorNames.workerTransactionalId(target)));
  }
}
