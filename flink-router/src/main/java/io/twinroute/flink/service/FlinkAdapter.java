package io.twinroute.flink.service;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.engine.FlinkSettings;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.service.EngineAdapter;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.semantics.record.SizeLimit;
import java.util.List;
import java.util.Optional;

/** Flink, as the common service sees it. */
public final class FlinkAdapter implements EngineAdapter {

  private final Clusters clusters;

  public FlinkAdapter(Clusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public Engine engine() {
    return FlinkEngine.ENGINE;
  }

  @Override
  public String describe(RoutePlan route, RouteFile file) {
    return new FlinkPlan(route, file.settings(FlinkSettings.class)).toString();
  }

  /** A named cluster may still run the job, whose state is then not asked for. */
  @Override
  public void check(RoutePlan route, Optional<RoutePins> earlier, SizeLimit limit, RouteFile file) {
    FlinkSettings settings = file.settings(FlinkSettings.class);
    if (settings.cluster() == null) {
      earlier.ifPresent(
          pins ->
              StateLedger.mustNotBeLost(
                  route.name(),
                  pins,
                  new StateDirectory(settings.stateDir(), route.name(), pins.incarnation())));
    }
    new StateDirectory(settings.stateDir(), route.name(), "").mustBeUsable();
  }

  @Override
  public List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file) {
    return routes.stream().map(route -> runner(route, file)).toList();
  }

  private RouteRunner runner(PinnedRoute route, RouteFile file) {
    StateDirectory state = new StateDirectory(file.settings(FlinkSettings.class).stateDir(), route);
    return new FlinkRunner(
        route, new JobSubmission(clusters, route, file, state), state, Patience.USUAL);
  }
}
