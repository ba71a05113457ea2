package io.twinroute.runtime.prepare;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.pin.InputPins;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinsTopic;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.pin.TopicPins;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pins routes whose topics are all there. Thread-safe. */
final class RoutePinning {

  private final Clusters clusters;
  private final Engine engine;
  private final Catalogs created;
  private final boolean untilEnd;
  private final String installation;
  private final SourceStarts sources;

  /**
   * @param created the targets' topics, looked at after what was missing had been created
   * @param untilEnd whether to pin the sources' ends as well
   */
  RoutePinning(
      Clusters clusters, Engine engine, Catalogs created, boolean untilEnd, String installation) {
    this.clusters = clusters;
    this.engine = engine;
    this.created = created;
    this.untilEnd = untilEnd;
    this.installation = installation;
    this.sources = new SourceStarts(clusters);
  }

  /**
   * The route as its pins have it, which are written if they are not there yet.
   *
   * @param earlier what was pinned before
   * @param topics those of each input
   * @param limit how large its records may be
   */
  PinnedRoute pin(
      RoutePlan route,
      Optional<RoutePins> earlier,
      List<List<FoundTopic>> topics,
      SizeLimit limit) {
    Cluster target = route.output().cluster();
    TopicCatalog catalog = created.of(target);
    Map<String, String> outputs = new TopicCheck(catalog).idsOfAll(route.output().topics(engine));
    RoutePins pins =
        earlier
            .filter(known -> known.equals(with(known, outputs))) // nothing is to be written
            .orElseGet(
                () ->
                    new PinsTopic(clusters, target, catalog.admin())
                        .update(
                            route.name(),
                            current ->
                                with(currentOrFirst(current, route, topics, limit), outputs)));
    if (!pins.limit().equals(limit)) { // another router was faster, and has pinned another one
      outputsMustTake(route, pins.limit());
    }
    return new PinnedRoute(
        route,
        pins.incarnation(),
        route.inputs().stream().map(input -> pinned(input, pins)).toList(),
        pins.repartitionPartitions(),
        pins.limit(),
        untilEnd,
        installation);
  }

  private RoutePins with(RoutePins pins, Map<String, String> outputs) {
    return pins.withOutputs(outputs).of(installation);
  }

  private RoutePins currentOrFirst(
      @Nullable RoutePins current,
      RoutePlan route,
      List<List<FoundTopic>> topics,
      SizeLimit limit) {
    if (current == null) {
      return first(route, topics, limit);
    }
    current.mustFit(route, topics); // another router was faster, perhaps with another file
    return current;
  }

  private RoutePins first(RoutePlan route, List<List<FoundTopic>> topics, SizeLimit limit) {
    List<InputPins> inputs = new ArrayList<>();
    boolean alike =
        topics.stream().flatMap(List::stream).map(FoundTopic::partitions).distinct().count() == 1;
    for (RouteInput input : route.inputs()) {
      List<TopicPins> pins = new ArrayList<>();
      for (SourceTopic source : input.topics()) {
        FoundTopic topic = topics.get(input.index()).get(pins.size());
        SourceStarts.Start start = sources.of(source, topic.partitions());
        alike &= !start.foreign();
        pins.add(new TopicPins(topic.name(), topic.id(), start.offsets()));
      }
      inputs.add(new InputPins(pins));
    }
    return new RoutePins(
        UUID.randomUUID().toString(),
        route.needsRepartition() || (route.keepsState() && !alike) ? route.parallelism() : 0,
        route.rule().type(),
        limit.bytes(),
        inputs,
        Map.of(),
        Map.of(),
        null);
  }

  private void outputsMustTake(RoutePlan route, SizeLimit limit) {
    new RecordLimit(route, created.of(route.output().cluster()))
        .mustBeTakenBy(route.output().topics(engine), limit);
  }

  private PinnedInput pinned(RouteInput input, RoutePins pins) {
    List<List<Long>> starts = pins.input(input.index()).starts();
    List<List<Long>> ends = new ArrayList<>();
    for (SourceTopic source : input.topics()) {
      ends.add(untilEnd ? sources.lastDataOffsets(source, starts.get(ends.size())) : List.of());
    }
    return PinnedInput.of(input, starts, ends);
  }
}
