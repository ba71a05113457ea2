package io.twinroute.flink.service;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.embedded.EmbeddedCluster;
import io.twinroute.flink.embedded.EmbeddedSize;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.engine.FlinkSettings;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.plan.Diagram;
import io.twinroute.runtime.prepare.EngineCheck;
import io.twinroute.runtime.service.EngineAdapter;
import io.twinroute.runtime.supervise.RouteRunner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Flink as an engine of the common service. */
public final class FlinkAdapter implements EngineAdapter {

  private static final Duration HEARTBEAT_UNTIL_END = Duration.ofMillis(250);

  private final Clusters clusters;
  private @Nullable EmbeddedCluster embedded;

  /** By address; guarded by this. */
  private final Map<String, SessionCluster> sessions = new HashMap<>();

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

  @Override
  public void draw(RoutePlan route, RouteFile file, Diagram diagram) {
    new FlinkPlan(route, file.settings(FlinkSettings.class)).draw(diagram);
  }

  @Override
  public EngineCheck check(RouteFile file) {
    FlinkSettings settings = file.settings(FlinkSettings.class);
    return (route, earlier, limit) -> check(route, earlier, settings);
  }

  /** A named cluster may still run the job; then its state directory is not checked. */
  private static void check(RoutePlan route, Optional<RoutePins> earlier, FlinkSettings settings) {
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
  public synchronized List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file) {
    if (embedded == null && file.settings(FlinkSettings.class).cluster() == null) {
      embedded = new EmbeddedCluster(EmbeddedSize.withRoom(routes), heartbeat(routes));
    }
    EmbeddedCluster host = embedded;
    if (host != null) {
      makeRoom(host, routes);
    }
    Patience patience = Patience.among(file.enabledRoutes().size());
    return routes.stream().map(route -> runner(route, file, host, patience)).toList();
  }

  private static void makeRoom(EmbeddedCluster host, List<PinnedRoute> routes) {
    try {
      host.makeRoom(routes);
    } catch (IllegalStateException e) {
      throw new RouteFailedException(
          new Misconfigured(
              "The Flink cluster inside this router has no room for more routes: %s. Restart the router, with a larger heap, or name a Flink cluster in twinroute.flink.cluster."
                  .formatted(e.getMessage())),
          e);
    }
  }

  @Override
  public synchronized void release(RouteFile file) {
    if (embedded != null) {
      embedded.keepRoom(file.enabledRoutes().stream().map(RoutePlan::name).toList());
    }
  }

  /** The counters arrive with the heartbeats, and decide when a run until-end ends. */
  private static Duration heartbeat(List<PinnedRoute> routes) {
    return routes.stream().anyMatch(PinnedRoute::untilEnd)
        ? HEARTBEAT_UNTIL_END
        : Patience.livePollAmong(routes.size());
  }

  private RouteRunner runner(
      PinnedRoute route, RouteFile file, @Nullable EmbeddedCluster host, Patience patience) {
    StateDirectory state = new StateDirectory(file.settings(FlinkSettings.class).stateDir(), route);
    return new FlinkRunner(
        route,
        new JobSubmission(clusters, route, file, state, host, session(file)),
        state,
        patience,
        file.settings(FlinkSettings.class).checkpointInterval());
  }

  /** All routes on a named cluster share it; null if the file names none. */
  private @Nullable SessionCluster session(RouteFile file) {
    String address = file.settings(FlinkSettings.class).cluster();
    return address == null ? null : sessions.computeIfAbsent(address, SessionCluster::at);
  }

  @Override
  public synchronized void close() {
    sessions.values().forEach(SessionCluster::close);
    if (embedded != null) {
      embedded.close();
    }
  }
}
