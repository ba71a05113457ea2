package io.twinroute.runtime.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.service.monitor.WatchedRoutes;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.ClusterLoops;
import io.twinroute.runtime.watch.ClusterLoops.Outage;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.OpenTransactionWatch;
import io.twinroute.runtime.watch.lag.LagWatch;
import io.twinroute.runtime.watch.lag.PartitionLag;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of this process, for whoever asks how they are. */
@Singleton
public class RouteBoard implements WatchedRoutes {

  private volatile List<SupervisedRoute> routes = List.of();
  private volatile List<String> disabled = List.of();
  private static final String STARTING = "starting";

  private volatile String reason = STARTING;
  private volatile @Nullable OpenTransactionWatch transactions;
  private volatile @Nullable LagWatch lags;
  private volatile @Nullable ClusterLoops loops;

  @Override
  public List<SupervisedRoute> routes() {
    return routes;
  }

  @Override
  public List<String> disabled() {
    return disabled;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public boolean isStarting() {
    return routes.isEmpty() && reason.equals(STARTING);
  }

  @Override
  public List<PartitionLag> lags(SupervisedRoute route) {
    LagWatch watch = lags;
    return watch == null ? List.of() : watch.of(route);
  }

  @Override
  public Optional<Outage> outage(Cluster cluster) {
    ClusterLoops asked = loops;
    return asked == null ? Optional.empty() : asked.outage(cluster);
  }

  @Override
  public List<OpenTransaction> openTransactions(PinnedRoute route) {
    OpenTransactionWatch watch = transactions;
    return watch == null
        ? List.of()
        : route.plan().sources().flatMap(source -> watch.of(source).stream()).toList();
  }

  void show(ClusterLoops looks, OpenTransactionWatch watch, LagWatch lag) {
    loops = looks;
    transactions = watch;
    lags = lag;
  }

  void showReason(String why) {
    reason = why;
  }

  void show(List<SupervisedRoute> supervised) {
    routes = List.copyOf(supervised);
  }

  void showDisabled(List<String> names) {
    disabled = List.copyOf(names);
  }
}
