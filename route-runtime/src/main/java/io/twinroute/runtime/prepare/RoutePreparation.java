package io.twinroute.runtime.prepare;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.twinroute.config.engine.Obstacle;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Failure.Unsuited;
import io.twinroute.runtime.pin.EarlierRun;
import io.twinroute.runtime.pin.InputPins;
import io.twinroute.runtime.pin.KeyPartitioning;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinsTopic;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.pin.SourceEnds;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes routes ready to run: every cluster answers, every topic is as it must be, the start offsets
 * are pinned. Nothing is written anywhere before all of the checks on all of the routes have
 * passed.
 */
public final class RoutePreparation implements AutoCloseable {

  private final Clusters clusters;
  private final Engine engine;
  private final OpenClusters open;
  private final SideBySide workers = new SideBySide();
  private final String runningInstallation;

  public RoutePreparation(Clusters clusters, Engine engine) {
    this(clusters, engine, "");
  }

  /**
   * @param runningInstallation that the routes join, of others of their file; empty if none runs
   */
  public RoutePreparation(Clusters clusters, Engine engine, String runningInstallation) {
    this.clusters = clusters;
    this.engine = engine;
    this.runningInstallation = runningInstallation;
    this.open = new OpenClusters(clusters);
  }

  /**
   * The routes, ready to run.
   *
   * @param untilEnd whether to pin the sources' ends as well
   * @param further looks at what else the engine needs
   * @throws RouteFailedException with everything that is wrong; within about 30 s
   */
  public List<PinnedRoute> prepare(List<RoutePlan> routes, boolean untilEnd, EngineCheck further) {
    Problems problems = new Problems();
    routes.forEach(route -> problems.collect(() -> mustSuit(route)));
    problems.mustBeNone();
    routes.forEach(
        route -> route.clusters().forEach(cluster -> problems.collect(() -> open.add(cluster))));
    open.mustAnswer(problems);
    problems.mustBeNone();
    Map<RouteInput, FoundTopic> found = sources(routes, problems);
    problems.mustBeNone();
    EarlierRun earlier = new EarlierRun(clusters, engine, open::admin);
    Map<RoutePlan, Optional<RoutePins>> pins = new ConcurrentHashMap<>();
    problems.collectAll(
        workers,
        routes,
        (route, its) -> pins.put(route, earlier.pins(route, topics(route, found))));
    problems.mustBeNone();
    Map<RoutePlan, SizeLimit> limits = new ConcurrentHashMap<>();
    problems.collectAll(
        workers,
        routes,
        (route, its) ->
            limits.put(
                route,
                of(route, pins).map(RoutePins::limit).orElseGet(() -> limit(route).first())));
    problems.mustBeNone();
    TargetPreparation targets = new TargetPreparation(engine, open::admin);
    problems.collectAll(
        workers,
        routes,
        (route, its) -> {
          SizeLimit limit = of(route, limits);
          its.collect(() -> outputsMustTake(route, limit));
          targets.check(route, topics(route, found), limit, its);
          its.collect(() -> further.check(route, of(route, pins), limit));
        });
    problems.mustBeNone();
    targets.tellWarnings();
    Installation installation = new Installation(runningInstallation);
    routes.forEach(route -> of(route, pins).ifPresent(installation::knows));
    String id = installation.id();
    return workers.map(
        routes, route -> pin(route, found, of(route, limits), targets, untilEnd, id));
  }

  /** Each topic is looked at once, whichever routes read it. */
  private Map<RouteInput, FoundTopic> sources(List<RoutePlan> routes, Problems problems) {
    Map<String, List<RouteInput>> readers =
        routes.stream()
            .flatMap(route -> route.inputs().stream())
            .collect(groupingBy(RouteInput::address, LinkedHashMap::new, toList()));
    Map<RouteInput, FoundTopic> found = new ConcurrentHashMap<>();
    problems.collectAll(
        workers,
        readers.values(),
        (inputs, its) -> {
          RouteInput one = inputs.get(0);
          FoundTopic topic = check(one.cluster()).source(one.topic());
          inputs.forEach(input -> found.put(input, topic));
        });
    return found;
  }

  /** A route file is for all engines. */
  private void mustSuit(RoutePlan route) {
    List<String> obstacles = Obstacle.of(engine, route);
    if (!obstacles.isEmpty()) {
      throw new RouteFailedException(new Unsuited(String.join(System.lineSeparator(), obstacles)));
    }
  }

  private void outputsMustTake(RoutePlan route, SizeLimit limit) {
    limit(route).mustBeTakenBy(route.output().topics(engine), limit);
  }

  private RecordLimit limit(RoutePlan route) {
    return new RecordLimit(route, open.admin(route.output().cluster()));
  }

  private static <T> T of(RoutePlan route, Map<RoutePlan, T> all) {
    return Objects.requireNonNull(all.get(route), "not looked at");
  }

  private PinnedRoute pin(
      RoutePlan route,
      Map<RouteInput, FoundTopic> found,
      SizeLimit limit,
      TargetPreparation targets,
      boolean untilEnd,
      String installation) {
    Cluster target = route.output().cluster();
    targets.create(route);
    Map<String, String> outputs = check(target).idsOfAll(route.output().topics(engine));
    RoutePins pins =
        new PinsTopic(clusters, target)
            .update(
                route.name(),
                current ->
                    (current == null ? firstPins(route, found, limit) : current)
                        .withOutputs(outputs)
                        .of(installation));
    if (!pins.limit().equals(limit)) { // another router was faster, and has pinned another one
      pins.mustFit(route, topics(route, found));
      outputsMustTake(route, pins.limit());
    }
    return new PinnedRoute(
        route,
        pins.incarnation(),
        route.inputs().stream().map(input -> pinned(input, pins, untilEnd)).toList(),
        pins.repartitionPartitions(),
        pins.limit(),
        untilEnd,
        installation);
  }

  private RoutePins firstPins(RoutePlan route, Map<RouteInput, FoundTopic> found, SizeLimit limit) {
    List<FoundTopic> topics = topics(route, found);
    List<InputPins> inputs = new ArrayList<>();
    boolean alike = topics.stream().map(FoundTopic::partitions).distinct().count() == 1;
    for (RouteInput input : route.inputs()) {
      FoundTopic topic = topics.get(input.index());
      List<Long> starts = new ArrayList<>();
      alike &= !firstOffsets(input, topic, starts);
      inputs.add(new InputPins(topic.name(), topic.id(), starts));
    }
    return new RoutePins(
        UUID.randomUUID().toString(),
        route.needsRepartition() || !alike ? route.parallelism() : 0,
        route.rule().type(),
        limit.bytes(),
        inputs,
        Map.of(),
        Map.of(),
        null);
  }

  /** Whether any of the input's first records lies elsewhere than its key's hash says. */
  private boolean firstOffsets(RouteInput input, FoundTopic topic, List<Long> starts) {
    try (var consumer = clusters.consumer(input.cluster())) {
      starts.addAll(new SourceEnds(input, consumer).firstOffsets(topic.partitions()));
      return KeyPartitioning.isForeign(input, consumer, starts);
    }
  }

  private static List<FoundTopic> topics(RoutePlan route, Map<RouteInput, FoundTopic> found) {
    return route.inputs().stream().map(input -> topic(input, found)).toList();
  }

  private static FoundTopic topic(RouteInput input, Map<RouteInput, FoundTopic> found) {
    FoundTopic topic = found.get(input);
    if (topic == null) {
      throw new IllegalStateException("not looked up: " + input.topic());
    }
    return topic;
  }

  private PinnedInput pinned(RouteInput input, RoutePins pins, boolean untilEnd) {
    List<Long> starts = pins.input(input.index()).starts();
    if (!untilEnd) {
      return new PinnedInput(input, starts, List.of());
    }
    try (var consumer = clusters.consumer(input.cluster())) {
      return new PinnedInput(
          input, starts, new SourceEnds(input, consumer).lastDataOffsets(starts));
    }
  }

  private TopicCheck check(Cluster cluster) {
    return new TopicCheck(cluster, open.admin(cluster));
  }

  @Override
  public void close() {
    workers.close();
    open.close();
  }
}
