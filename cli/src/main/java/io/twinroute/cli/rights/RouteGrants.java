package io.twinroute.cli.rights;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Grant;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/** The rights that the components of an engine need for a route, and no more. */
public final class RouteGrants {

  private RouteGrants() {}

  /** Whether a Connect worker needs it, whose user the route file does not know. */
  public static boolean isOfConnectWorker(Grant grant) {
    return grant.component().equals(StreamsGrants.MIRROR)
        && grant.operations().contains(AclOperation.WRITE);
  }

  /**
   * Each right once, those of the router first.
   *
   * @param file whose settings say who runs the mirrors
   */
  public static List<Grant> of(RoutePlan route, Engine engine, RouteFile file) {
    List<Grant> grants =
        switch (engine) {
          case FLINK -> FlinkGrants.of(route);
          case KSTREAMS -> StreamsGrants.of(route, file.kstreams());
        };
    return grants.stream().distinct().toList();
  }
}
