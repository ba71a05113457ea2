package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.engine.EngineDeclaration;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.engine.InternalTopics;
import java.util.List;
import java.util.Optional;

/** Kafka Streams behind MirrorMaker 2, as the command line sees it. */
public final class StreamsDeclaration implements EngineDeclaration {

  @Override
  public Engine engine() {
    return StreamsEngine.ENGINE;
  }

  @Override
  public List<Grant> grants(RoutePlan route, RouteFile file) {
    return StreamsGrants.of(route, file.settings(StreamsSettings.class));
  }

  @Override
  public Optional<String> unknownUser(Grant grant) {
    return StreamsGrants.isOfConnectWorker(grant)
        ? Optional.of("the Connect worker's own user")
        : Optional.empty();
  }

  @Override
  public InternalTopics internalTopics(RoutePlan route) {
    return new InternalTopics(
        route.sources().map(MirrorNames::remoteTopic).toList(),
        List.of(MirrorNames.workerPrefix(route.output().cluster())));
  }

  @Override
  public void examineInputs(
      Clusters clusters, RoutePlan route, List<Integer> partitions, Findings findings) {
    new RepartitionExamination(clusters, route, findings).examine(partitions);
  }
}
