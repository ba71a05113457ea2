package io.twinroute.runtime.pin;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.Once;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What routes' first starts have fixed, compared with the routes and their clusters as they are.
 * Thread-safe.
 */
public final class EarlierRun {

  private final Clusters clusters;
  private final Engine engine;
  private final Function<Cluster, TopicCatalog> catalogs;

  /** By the target's alias: what its topic of pins held when it was first looked at. */
  private final Once<String, StoredPins> stored = new Once<>();

  /**
   * @param engine which of the two would resume
   * @param catalogs of all clusters of the routes
   */
  public EarlierRun(Clusters clusters, Engine engine, Function<Cluster, TopicCatalog> catalogs) {
    this.clusters = clusters;
    this.engine = engine;
    this.catalogs = catalogs;
  }

  /**
   * What was pinned when the route was started before, on either engine; empty if it never was.
   *
   * @throws RouteFailedException a permanent one if it cannot resume; another one if a cluster does
   *     not answer, or a source is not there
   */
  public Optional<RoutePins> pins(RoutePlan route) {
    return pins(
        route,
        route.inputs().stream()
            .map(
                input ->
                    input.topics().stream()
                        .map(source -> check(source.cluster()).source(source.topic()))
                        .toList())
            .toList());
  }

  /**
   * What the route's first start has fixed; empty if it has not been started before.
   *
   * @param sources the topics of each input
   * @throws RouteFailedException as {@link #pins(RoutePlan)}
   */
  public Optional<RoutePins> pins(RoutePlan route, List<List<FoundTopic>> sources) {
    Cluster target = route.output().cluster();
    TopicCheck check = check(target);
    Optional<RoutePins> found =
        stored.get(target.alias(), alias -> stored(target, check)).of(route.name());
    if (found.isEmpty()) {
      return found;
    }
    RoutePins earlier = found.get();
    earlier.mustFit(route, sources);
    earlier.mustBeWhole(engine);
    List<String> topics =
        route.output().topics(engine).stream().filter(earlier.outputs()::containsKey).toList();
    Map<String, String> now = check.idsOfAllIfThere(topics);
    topics.forEach(topic -> earlier.mustHold(route, topic, now.get(topic)));
    return Optional.of(earlier);
  }

  private StoredPins stored(Cluster target, TopicCheck check) {
    if (check.find(TopicNames.pins(target)).isEmpty()) {
      return StoredPins.none(target);
    }
    pinsMustStay(target);
    return new PinsTopic(clusters, target).stored();
  }

  /** A route whose pins were removed would start over, and write all of its results again. */
  private void pinsMustStay(Cluster target) {
    Optional.ofNullable(
            catalogs
                .apply(target)
                .settings(TopicNames.pins(target))
                .get(TopicConfig.CLEANUP_POLICY_CONFIG))
        .filter(policy -> !policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT))
        .ifPresent(
            policy -> {
              throw new RouteFailedException(
                  new Misconfigured(
                      "Topic '%s' on cluster %s has %s=%s, so that routes would be forgotten. Set it to %s."
                          .formatted(
                              TopicNames.pins(target),
                              target,
                              TopicConfig.CLEANUP_POLICY_CONFIG,
                              policy,
                              TopicConfig.CLEANUP_POLICY_COMPACT)));
            });
  }

  private TopicCheck check(Cluster cluster) {
    return new TopicCheck(catalogs.apply(cluster));
  }
}
