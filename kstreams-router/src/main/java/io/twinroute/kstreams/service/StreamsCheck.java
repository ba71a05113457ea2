package io.twinroute.kstreams.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.mirror.WorkerCheck;
import io.twinroute.mirror.copies.CopyOrigin;
import io.twinroute.mirror.copies.CopyOrigin.Seen;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.prepare.EngineCheck;
import io.twinroute.runtime.prepare.RecordLimit;
import io.twinroute.semantics.record.SizeLimit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looks at the routes' Connect worker and at the copies that are there already: at what several
 * routes share, once.
 */
final class StreamsCheck implements EngineCheck {

  private final Clusters clusters;
  private final RouteFile file;
  private final StreamsSettings settings;

  /** What is wrong with the worker of a target, by the target's alias. */
  private final Map<String, Optional<RouteFailedException>> workers = new ConcurrentHashMap<>();

  /** Remote topics, by the target's alias and their names, that are right for any route. */
  private final Set<String> genuine = ConcurrentHashMap.newKeySet();

  StreamsCheck(Clusters clusters, RouteFile file) {
    this.clusters = clusters;
    this.file = file;
    this.settings = file.settings(StreamsSettings.class);
  }

  @Override
  public void check(RoutePlan route, Optional<RoutePins> earlier, SizeLimit limit) {
    StreamsClient.createStateDirectory(settings.stateDir());
    Cluster target = route.output().cluster();
    workerMustBeFit(target);
    route.inputs().forEach(input -> mustBeCopies(route, input, earlier));
    copiesMustTake(route, limit);
  }

  /** One that does not answer is waited for once. */
  private void workerMustBeFit(Cluster target) {
    String connect = settings.connect();
    if (connect != null) {
      workers
          .computeIfAbsent(target.alias(), alias -> lookAtWorker(target, connect))
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }

  private Optional<RouteFailedException> lookAtWorker(Cluster target, String connect) {
    try {
      WorkerCheck.require(clusters, target, connect, file.routesTo(target), settings);
      return Optional.empty();
    } catch (RouteFailedException e) {
      return Optional.of(e);
    }
  }

  private void mustBeCopies(RoutePlan route, RouteInput input, Optional<RoutePins> earlier) {
    String topic = route.output().cluster().alias() + "/" + MirrorNames.remoteTopic(input);
    if (!genuine.contains(topic)
        && CopyOrigin.check(clusters, route, input, earlier) != Seen.READ) {
      genuine.add(topic);
    }
  }

  /** Where there are some: somebody else may have created their topics. */
  private void copiesMustTake(RoutePlan route, SizeLimit limit) {
    try (Admin admin = clusters.admin(route.output().cluster())) {
      new RecordLimit(route, admin)
          .mustBeTakenBy(route.inputs().stream().map(MirrorNames::remoteTopic).toList(), limit);
    }
  }
}
