package io.twinroute.runtime.prepare;

import io.twinroute.config.engine.Obstacle;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Failure.Unsuited;
import io.twinroute.runtime.pin.EarlierRun;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    Catalogs catalogs = new Catalogs(open::admin);
    catalogs.expect(routes, engine);
    Map<RoutePlan, List<List<FoundTopic>>> sources = sources(routes, catalogs, problems);
    problems.mustBeNone();
    catalogs.expectSettings(routes, engine);
    EarlierRun earlier = new EarlierRun(clusters, engine, catalogs::of);
    Map<RoutePlan, Optional<RoutePins>> pins = new ConcurrentHashMap<>();
    problems.collectAll(
        workers, routes, (route, its) -> pins.put(route, earlier.pins(route, of(route, sources))));
    problems.mustBeNone();
    Map<RoutePlan, SizeLimit> limits = new ConcurrentHashMap<>();
    problems.collectAll(
        workers,
        routes,
        (route, its) ->
            limits.put(
                route,
                of(route, pins)
                    .map(RoutePins::limit)
                    .orElseGet(() -> limit(route, catalogs).first())));
    problems.mustBeNone();
    TargetPreparation targets = new TargetPreparation(engine, catalogs);
    routes.forEach(route -> targets.expect(route, of(route, sources), of(route, limits)));
    targets.look();
    problems.collectAll(
        workers,
        routes,
        (route, its) -> {
          SizeLimit limit = of(route, limits);
          its.collect(() -> limit(route, catalogs).mustBeTakenBy(written(route), limit));
          targets.check(route, its);
          its.collect(() -> further.check(route, of(route, pins), limit));
        });
    problems.mustBeNone();
    targets.tellWarnings();
    targets.create(problems);
    problems.mustBeNone();
    RoutePinning pinning = pinning(routes, pins, untilEnd);
    return workers.map(
        routes,
        route -> pinning.pin(route, of(route, pins), of(route, sources), of(route, limits)));
  }

  /** The topics of each route's inputs; each is looked at once, whichever routes read it. */
  private static Map<RoutePlan, List<List<FoundTopic>>> sources(
      List<RoutePlan> routes, Catalogs catalogs, Problems problems) {
    Map<RoutePlan, List<List<FoundTopic>>> sources = new HashMap<>();
    for (RoutePlan route : routes) {
      List<List<FoundTopic>> found = new ArrayList<>();
      for (RouteInput input : route.inputs()) {
        List<FoundTopic> ofInput = new ArrayList<>();
        for (SourceTopic source : input.topics()) {
          TopicCheck check = new TopicCheck(catalogs.of(source.cluster()));
          problems.collect(() -> ofInput.add(check.source(source.topic())));
        }
        found.add(ofInput);
      }
      sources.put(route, found);
    }
    return sources;
  }

  /** With the topics as they are now that all of them have been created. */
  private RoutePinning pinning(
      List<RoutePlan> routes, Map<RoutePlan, Optional<RoutePins>> pins, boolean untilEnd) {
    Installation installation = new Installation(runningInstallation);
    routes.forEach(route -> of(route, pins).ifPresent(installation::knows));
    Catalogs created = new Catalogs(open::admin);
    created.expectOutputs(routes, engine);
    return new RoutePinning(clusters, engine, created, untilEnd, installation.id());
  }

  /** A route file is for all engines. */
  private void mustSuit(RoutePlan route) {
    List<String> obstacles = Obstacle.of(engine, route);
    if (!obstacles.isEmpty()) {
      throw new RouteFailedException(new Unsuited(String.join(System.lineSeparator(), obstacles)));
    }
  }

  /** What the route writes to, and where the engine reads copies: others may have created that. */
  private List<String> written(RoutePlan route) {
    List<String> topics = new ArrayList<>(route.output().topics(engine));
    topics.addAll(Catalogs.copies(route, engine));
    return topics;
  }

  private static RecordLimit limit(RoutePlan route, Catalogs catalogs) {
    return new RecordLimit(route, catalogs.of(route.output().cluster()));
  }

  private static <T> T of(RoutePlan route, Map<RoutePlan, T> all) {
    return Objects.requireNonNull(all.get(route), "not looked at");
  }

  @Override
  public void close() {
    workers.close();
    open.close();
  }
}
