package io.twinroute.kstreams.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.clients.SharedAdmins;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.mirror.TargetMirrors;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.plan.Diagram;
import io.twinroute.runtime.prepare.EngineCheck;
import io.twinroute.runtime.service.EngineAdapter;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Kafka Streams behind MirrorMaker 2 as an engine of the common service. */
public final class KStreamsAdapter implements EngineAdapter {

  private final Clusters clusters;
  private final ClusterWatches watches;

  private final SharedAdmins admins = new SharedAdmins();

  /** By the target cluster's alias. */
  private final Map<String, TargetMirrors> mirrors = new LinkedHashMap<>();

  /** The mirrors that end because no route needs them any more, by the target cluster's alias. */
  private final Map<String, TargetMirrors> ending = new LinkedHashMap<>();

  public KStreamsAdapter(Clusters clusters) {
    this.clusters = clusters;
    this.watches = new ClusterWatches(clusters);
  }

  @Override
  public Engine engine() {
    return StreamsEngine.ENGINE;
  }

  @Override
  public String describe(RoutePlan route, RouteFile file) {
    return StreamsPlan.of(route, file.settings(StreamsSettings.class));
  }

  @Override
  public void draw(RoutePlan route, RouteFile file, Diagram diagram) {
    StreamsPlan.draw(route, diagram);
  }

  @Override
  public EngineCheck check(RouteFile file) {
    return new StreamsCheck(clusters, file);
  }

  @Override
  public List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file)
      throws InterruptedException {
    for (Cluster target : targets(routes)) {
      awaitEnd(target);
    }
    List<RouteRunner> runners = routes.stream().map(route -> runner(route, file)).toList();
    CountDownLatch never = new CountDownLatch(1); // a stop interrupts
    for (Cluster target : targets(routes)) {
      TargetMirrors ofTarget = Objects.requireNonNull(mirrors.get(target.alias()));
      ofTarget.add(file.routesTo(target), file.clusters().values());
      ofTarget.awaitRunning(never);
    }
    return runners;
  }

  /** Earlier mirrors to the target might still be removing connectors that are needed again. */
  private void awaitEnd(Cluster target) throws InterruptedException {
    TargetMirrors earlier = ending.get(target.alias());
    if (earlier != null) {
      earlier.awaitEnd();
      ending.remove(target.alias());
    }
  }

  private static List<Cluster> targets(List<PinnedRoute> routes) {
    return routes.stream().map(route -> route.plan().output().cluster()).distinct().toList();
  }

  @Override
  public void release(RouteFile file) {
    mirrors.forEach(
        (alias, ofTarget) -> {
          if (ofTarget.release(file)) {
            ending.put(alias, ofTarget);
          }
        });
    mirrors.keySet().removeAll(ending.keySet());
  }

  private RouteRunner runner(PinnedRoute route, RouteFile file) {
    Cluster target = route.plan().output().cluster();
    StreamsSettings settings = file.settings(StreamsSettings.class);
    return new KStreamsRunner(
        clusters,
        watches,
        route,
        (silence, removal, progress) ->
            StreamsClient.start(route, settings, admins, silence, removal, progress),
        mirrors.computeIfAbsent(
            target.alias(),
            alias ->
                TargetMirrors.of(
                    clusters,
                    target,
                    file.routesTo(target),
                    file.clusters().values(),
                    settings,
                    route.installation())),
        settings.commitInterval());
  }

  @Override
  public void close() {
    mirrors.values().forEach(TargetMirrors::requestStop); // all at once
    mirrors.values().forEach(TargetMirrors::close);
    ending.values().forEach(TargetMirrors::close);
    admins.close();
  }
}
