package io.twinroute.kstreams.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.mirror.CopyOrigin;
import io.twinroute.kstreams.mirror.TargetMirrors;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.runtime.cluster.TargetTopics;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.prepare.RecordLimit;
import io.twinroute.runtime.service.EngineAdapter;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.semantics.record.SizeLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;

/** Kafka Streams behind MirrorMaker 2 as an engine of the common service. */
public final class KStreamsAdapter implements EngineAdapter {

  private final Clusters clusters;

  /** By the target cluster's alias. */
  private final Map<String, TargetMirrors> mirrors = new LinkedHashMap<>();

  public KStreamsAdapter(Clusters clusters) {
    this.clusters = clusters;
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
  public void check(RoutePlan route, SizeLimit limit) {
    copiesMustTake(route, limit);
    CopyOrigin.check(clusters, route);
  }

  /** Where there are some: somebody else may have created their topics. */
  private void copiesMustTake(RoutePlan route, SizeLimit limit) {
    try (Admin admin = clusters.admin(route.output().cluster())) {
      new RecordLimit(route, admin)
          .mustBeTakenBy(route.inputs().stream().map(MirrorNames::remoteTopic).toList(), limit);
    }
  }

  @Override
  public List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file)
      throws InterruptedException {
    List<RouteRunner> runners = routes.stream().map(route -> runner(route, file)).toList();
    routes.forEach(this::createMirroredTopics);
    CountDownLatch never = new CountDownLatch(1); // a stop interrupts
    for (TargetMirrors each : mirrors.values()) {
      each.awaitRunning(never);
    }
    return runners;
  }

  private RouteRunner runner(PinnedRoute route, RouteFile file) {
    Cluster target = route.plan().output().cluster();
    StreamsSettings settings = file.settings(StreamsSettings.class);
    return new KStreamsRunner(
        clusters,
        route,
        (silence, removal, progress) ->
            StreamsClient.start(route, settings, silence, removal, progress),
        mirrors.computeIfAbsent(
            target.alias(), alias -> TargetMirrors.of(target, routesTo(target, file), settings)));
  }

  private static List<RoutePlan> routesTo(Cluster target, RouteFile file) {
    return file.routes().stream()
        .filter(route -> route.output().cluster().alias().equals(target.alias()))
        .toList();
  }

  /** Before anything runs: Streams needs its inputs, and copies need the settings of event time. */
  private void createMirroredTopics(PinnedRoute route) {
    Cluster target = route.plan().output().cluster();
    try (Admin admin = clusters.admin(target)) {
      TargetTopics topics = new TargetTopics(target, admin);
      for (PinnedInput input : route.inputs()) {
        topics.createEventTime(
            MirrorNames.remoteTopic(input.input()),
            input.partitions(),
            Optional.ofNullable(route.plan().output().replication()),
            RecordSizes.COPIES_TOPIC_BYTES);
      }
    }
  }

  @Override
  public void close() {
    mirrors.values().forEach(TargetMirrors::requestStop); // all at once
    mirrors.values().forEach(TargetMirrors::close);
  }
}
