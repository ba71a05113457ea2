package io.twinroute.mirror.command;

import io.twinroute.config.engine.Obstacle;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.copies.CopyOrigin;
import io.twinroute.mirror.copies.CopyOrigin.Seen;
import io.twinroute.mirror.prune.Pruning;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.engine.EngineTools;
import io.twinroute.runtime.engine.Examined;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.pin.RoutePins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the command line does for the mirrors of Kafka Streams. */
public final class MirrorTools implements EngineTools {

  @Override
  public Engine engine() {
    return StreamsEngine.ENGINE;
  }

  @Override
  public List<Object> commands() {
    return List.of(new MirrorCommand());
  }

  @Override
  public List<Class<? extends Exception>> failures() {
    return List.of(MirrorException.class);
  }

  @Override
  public List<String> plan(RouteFile file) {
    StreamsSettings settings = file.settings(StreamsSettings.class);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Mirrors (Kafka Streams only%s)"
            .formatted(settings.mirror() == Mirror.EXTERNAL ? "; to be run by others" : ""));
    List<RoutePlan> mirrored = new ArrayList<>(file.routes());
    for (RoutePlan route : file.routes()) {
      List<String> obstacles = Obstacle.of(StreamsEngine.ENGINE, route);
      if (!obstacles.isEmpty()) {
        mirrored.remove(route);
        obstacles.forEach(obstacle -> lines.add("  " + obstacle));
      }
    }
    MirrorConnectors.of(mirrored, settings, References.VARIABLES)
        .forEach(
            connector ->
                lines.add(
                    "  %s copies %s"
                        .formatted(connector.name(), String.join(", ", connector.topics()))));
    return lines;
  }

  @Override
  public void examine(Examined examined, Map<String, String> clusterIds) {
    StreamsSettings settings = examined.file().settings(StreamsSettings.class);
    Pruning pruning = new Pruning(new KafkaClusters(), examined.file());
    for (Cluster target : examined.clusters()) {
      String id = clusterIds.get(target.alias());
      List<RoutePlan> routes = examined.routesTo(target);
      if (id != null && !routes.isEmpty()) {
        examine(target, id, routes, settings, pruning, examined.findings());
      }
    }
  }

  private static void examine(
      Cluster target,
      String id,
      List<RoutePlan> routes,
      StreamsSettings settings,
      Pruning pruning,
      Findings findings) {
    String connect = settings.connect();
    if (connect != null) {
      new ConnectExamination(connect, pruning, settings, findings).examine(target, id, routes);
    } else if (settings.mirror() == Mirror.MANAGED) {
      LeftoverFindings.tell(
          findings, "mirrors on " + target.alias(), () -> pruning.inRouter(target));
    }
  }

  @Override
  public void examineRoute(
      Clusters clusters, RoutePlan route, Optional<RoutePins> earlier, Findings findings) {
    for (SourceTopic source : route.sources().toList()) {
      String subject =
          "route %s, copies %s/%s"
              .formatted(
                  route.name(), route.output().cluster().alias(), MirrorNames.remoteTopic(source));
      findings
          .ask(subject, () -> CopyOrigin.check(clusters, route, source, earlier))
          .filter(seen -> seen != Seen.NOTHING)
          .ifPresent(
              seen ->
                  findings.ok(
                      subject, "its oldest and newest records are copies of " + source.address()));
    }
  }
}
