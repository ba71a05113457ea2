package io.twinroute.runtime.service;

import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.prepare.RoutePreparation;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.util.List;
import java.util.stream.IntStream;

/** Makes routes ready to be started on this process's engine. */
final class RouteStart {

  private final Clusters clusters;
  private final EngineAdapter adapter;

  RouteStart(Clusters clusters, EngineAdapter adapter) {
    this.clusters = clusters;
    this.adapter = adapter;
  }

  /**
   * The routes, ready to be started.
   *
   * @param file theirs
   * @param installation of routes of the file that run already; empty if none does
   * @throws io.twinroute.runtime.RouteFailedException if something is not as it must be
   */
  List<SupervisedRoute> prepare(
      List<RoutePlan> routes, RouteFile file, boolean untilEnd, String installation)
      throws InterruptedException {
    try (RoutePreparation preparation =
        new RoutePreparation(clusters, adapter.engine(), installation)) {
      List<PinnedRoute> pinned = preparation.prepare(routes, untilEnd, adapter.check(file));
      List<RouteRunner> runners = adapter.start(pinned, file);
      return IntStream.range(0, pinned.size())
          .mapToObj(i -> new SupervisedRoute(pinned.get(i), runners.get(i), file.restart()))
          .toList();
    }
  }
}
