package io.twinroute.runtime.prepare;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.runtime.cluster.TargetTopics;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Failure.Interrupted;
import io.twinroute.runtime.failure.Failure.Misconfigured;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Makes routes ready to run: every cluster answers, every topic is as it must be, the start offsets
 * are pinned. Nothing is written anywhere before all of the checks on all of the routes have
 * passed.
 */
public final class RoutePreparation implements AutoCloseable {

  private static final int PINNED_AT_ONCE = 4;

  private final Clusters clusters;
  private final Engine engine;
  private final OpenClusters open;

  public RoutePreparation(Clusters clusters, Engine engine) {
    this.clusters = clusters;
    this.engine = engine;
    this.open = new OpenClusters(clusters);
  }

  /**
   * The routes, ready to run.
   *
   * @param untilEnd whether to pin the sources' ends as well
   * @param further looks at what else the engine needs for a route's records, and throws {@link
   *     RouteFailedException}
   * @throws RouteFailedException with everything that is wrong; within about 30 s
   */
  public List<PinnedRoute> prepare(
      List<RoutePlan> routes, boolean untilEnd, BiConsumer<RoutePlan, SizeLimit> further) {
    routes.forEach(route -> route.clusters().forEach(open::add));
    Problems problems = new Problems();
    open.mustAnswer(problems);
    problems.mustBeNone();
    Map<RouteInput, FoundTopic> found = new HashMap<>();
    for (RoutePlan route : routes) {
      for (RouteInput input : route.inputs()) {
        problems.collect(() -> found.put(input, check(input.cluster()).source(input.topic())));
      }
    }
    problems.mustBeNone();
    EarlierRun earlier = new EarlierRun(clusters, engine, open::admin);
    Map<RoutePlan, SizeLimit> limits = new LinkedHashMap<>();
    for (RoutePlan route : routes) {
      problems.collect(
          () ->
              limits.put(
                  route,
                  earlier
                      .pins(route, topics(route, found))
                      .map(RoutePins::limit)
                      .orElseGet(limit(route)::first)));
    }
    problems.mustBeNone();
    routes.forEach(route -> problems.collect(() -> checkOutput(route)));
    limits.forEach((route, limit) -> problems.collect(() -> outputsMustTake(route, limit)));
    limits.forEach((route, limit) -> problems.collect(() -> further.accept(route, limit)));
    problems.mustBeNone();
    return pinAll(routes, found, limits, untilEnd);
  }

  private void outputsMustTake(RoutePlan route, SizeLimit limit) {
    limit(route).mustBeTakenBy(route.output().topics(engine), limit);
  }

  private RecordLimit limit(RoutePlan route) {
    return new RecordLimit(route, open.admin(route.output().cluster()));
  }

  private void checkOutput(RoutePlan route) {
    Output output = route.output();
    TopicCheck check = check(output.cluster());
    String topic = output.topic(engine);
    Optional<TopicDescription> found = check.find(topic);
    found.ifPresent(check::mustTakeRecords);
    output.rejectedTopics(engine).forEach(t -> check.find(t).ifPresent(check::mustTakeRecords));
    partitionsMustBeAlike(route, check);
    if (found.isEmpty() && output.partitions() == null) {
      throw new RouteFailedException(
          new Misconfigured(
              "Output topic '%s' does not exist on cluster '%s' at %s. Create it, or let the router create it with output: { partitions: N }."
                  .formatted(
                      topic, output.cluster().alias(), output.cluster().bootstrapServers())));
    }
  }

  /** Or the same record would be in different partitions. */
  private static void partitionsMustBeAlike(RoutePlan route, TopicCheck check) {
    Map<Integer, String> topics = new TreeMap<>();
    for (Engine each : Engines.all()) {
      String topic = route.output().topic(each);
      check
          .find(topic)
          .map(found -> found.partitions().size())
          .or(() -> Optional.ofNullable(route.output().partitions()))
          .ifPresent(partitions -> topics.putIfAbsent(partitions, topic));
    }
    if (topics.size() > 1) {
      throw new RouteFailedException(
          new Misconfigured(
              "twinroute.routes.%s.output: the engines' topics on %s would differ in their partitions: %s. Make them alike: the same record would be in different partitions."
                  .formatted(
                      route.name(),
                      route.output().cluster(),
                      topics.entrySet().stream()
                          .map(topic -> "'%s' %d".formatted(topic.getValue(), topic.getKey()))
                          .collect(Collectors.joining(", ")))));
    }
  }

  /** At the same time: each route waits for several answers of its clusters. */
  private List<PinnedRoute> pinAll(
      List<RoutePlan> routes,
      Map<RouteInput, FoundTopic> found,
      Map<RoutePlan, SizeLimit> limits,
      boolean untilEnd) {
    ExecutorService workers = Executors.newFixedThreadPool(PINNED_AT_ONCE);
    try {
      List<Future<PinnedRoute>> pinned =
          routes.stream()
              .map(
                  route ->
                      workers.submit(
                          () ->
                              pin(
                                  route,
                                  found,
                                  Objects.requireNonNull(limits.get(route)),
                                  untilEnd)))
              .toList();
      return pinned.stream().map(RoutePreparation::resultOf).toList();
    } finally {
      workers.shutdownNow();
    }
  }

  private static PinnedRoute resultOf(Future<PinnedRoute> pinned) {
    try {
      return pinned.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("pinning offsets"), e);
    }
  }

  private PinnedRoute pin(
      RoutePlan route, Map<RouteInput, FoundTopic> found, SizeLimit limit, boolean untilEnd) {
    Cluster target = route.output().cluster();
    TargetTopics topics = new TargetTopics(target, open.admin(target));
    topics.createCompacted(PinsTopic.NAME);
    createOutputs(route.output(), topics, new RecordSizes(limit).topicBytes());
    Map<String, String> outputs = check(target).idsOfAll(route.output().topics(engine));
    RoutePins pins =
        new PinsTopic(clusters, target)
            .update(
                route.name(),
                current ->
                    (current == null ? firstPins(route, found, limit) : current)
                        .withOutputs(outputs));
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
        untilEnd);
  }

  /** What is rejected goes to topics like that of the results, which a user need not think of. */
  private void createOutputs(Output output, TargetTopics topics, int largest) {
    Optional<Integer> replication = Optional.ofNullable(output.replication());
    Integer wanted = output.partitions();
    if (wanted != null) {
      topics.createEventTime(output.topic(engine), wanted, replication, largest);
    }
    int partitions =
        check(output.cluster())
            .find(output.topic(engine))
            .map(topic -> topic.partitions().size())
            .orElse(wanted == null ? 1 : wanted);
    output
        .rejectedTopics(engine)
        .forEach(topic -> topics.createEventTime(topic, partitions, replication, largest));
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
        Map.of());
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
    open.close();
  }
}
