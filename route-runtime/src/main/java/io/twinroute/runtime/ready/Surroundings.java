package io.twinroute.runtime.ready;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.watch.ClusterLoops.Outage;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.lag.PartitionLag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the watches know of a route.
 *
 * @param lags what is not yet through of each source partition, where it is known
 * @param transactions that hold partitions of its sources back
 * @param outages of clusters that do not answer
 */
public record Surroundings(
    List<PartitionLag> lags,
    List<OpenTransaction> transactions,
    Function<Cluster, Optional<Outage>> outages) {}
