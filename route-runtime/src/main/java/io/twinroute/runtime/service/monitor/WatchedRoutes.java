package io.twinroute.runtime.service.monitor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.ClusterLoops.Outage;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.lag.PartitionLag;
import java.util.List;
import java.util.Optional;

/** The routes of this process, and what the watches have last seen. Nothing here waits. */
public interface WatchedRoutes {

  /** The routes, in the file's order; empty while the service is starting. */
  List<SupervisedRoute> routes();

  /** The names of the file's routes that this process is not to run. */
  List<String> disabled();

  /** Why there are no routes yet. */
  String reason();

  /** Whether there are no routes yet, and nothing is known to be in their way. */
  boolean isStarting();

  /** What of each source partition of a route is not yet through, where it is known. */
  List<PartitionLag> lags(SupervisedRoute route);

  /** The transactions that hold partitions of the route's sources back. */
  List<OpenTransaction> openTransactions(PinnedRoute route);

  /** Empty if the cluster answers, or was not asked yet. */
  Optional<Outage> outage(Cluster cluster);
}
