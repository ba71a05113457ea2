package io.twinroute.kstreams.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.mirror.WorkerCheck;
import io.twinroute.mirror.copies.CopyOrigin;
import io.twinroute.mirror.copies.CopyOrigin.Seen;
import io.twinroute.runtime.Once;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.prepare.EngineCheck;
import io.twinroute.semantics.record.SizeLimit;
import java.util.Optional;

/**
 * Checks the routes' Connect worker and the existing remote topics; what several routes share,
 * once.
 */
final class StreamsCheck implements EngineCheck {

  private final Clusters clusters;
  private final RouteFile file;
  private final StreamsSettings settings;

  /** The findings on the worker of a target, by the target's alias. */
  private final Once<String, Boolean> workers = new Once<>();

  /** The findings on remote topics, by the target's alias and their names. */
  private final Once<String, FirstLook> copies = new Once<>();

  /**
   * @param source that of the first route for which it was checked
   */
  private record FirstLook(SourceTopic source, Seen seen) {}

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
    route.sources().forEach(source -> mustBeCopies(route, source, earlier));
  }

  /** Waits only once for a worker that does not answer. */
  private void workerMustBeFit(Cluster target) {
    String connect = settings.connect();
    if (connect != null) {
      workers.get(
          target.alias(),
          alias -> {
            WorkerCheck.require(clusters, target, connect, file.routesTo(target), settings);
            return true;
          });
    }
  }

  private void mustBeCopies(RoutePlan route, SourceTopic source, Optional<RoutePins> earlier) {
    String topic = route.output().cluster().alias() + "/" + MirrorNames.remoteTopic(source);
    FirstLook first =
        copies.get(
            topic,
            one -> new FirstLook(source, CopyOrigin.check(clusters, route, source, earlier)));
    if (first.seen() == Seen.READ && first.source() != source) { // each has to have read it
      CopyOrigin.check(clusters, route, source, earlier);
    }
  }
}
