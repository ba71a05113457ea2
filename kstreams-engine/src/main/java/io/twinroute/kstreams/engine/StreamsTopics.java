package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.pin.RouteNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of Kafka Streams' own topics and ids on a route's target. They are state: under other
 * names, a running route would not find its state.
 */
public final class StreamsTopics {

  /**
   * The state stores, each with a changelog: the route's state, and, with a repartition topic, the
   * progress of the tasks in front of it.
   */
  public static final List<String> STORES = List.of("state", "progress");

  /** Streams makes {@code <application id>-accepted-repartition} of it. */
  public static final String REPARTITION = "accepted";

  private static final int INCARNATION_LENGTH = 8;

  private StreamsTopics() {}

  /**
   * The application id, which is also the consumer group and the prefix of all internal topics. It
   * holds a part of the incarnation, so that a route on re-created clusters never meets old state.
   */
  public static String application(Cluster target, String route, String incarnation) {
    return applicationOf(
        target,
        route,
        incarnation.substring(0, Math.min(INCARNATION_LENGTH, incarnation.length())));
  }

  /** The application ids of a route, whatever its incarnation, as a name for people. */
  public static String application(Cluster target, String route) {
    return applicationOf(target, route, TopicNames.INCARNATION);
  }

  private static String applicationOf(Cluster target, String route, String id) {
    return RouteNames.prefix(target, route) + id;
  }

  public static String repartitionTopic(String application) {
    return application + "-" + REPARTITION + "-repartition";
  }

  public static String changelogTopic(String application, String store) {
    return application + "-" + store + "-changelog";
  }

  /** All names that a route may have on its target, including those of a Connect worker there. */
  static List<String> all(String route, Cluster target) {
    String application = application(target, route);
    return Stream.of(
            STORES.stream().map(store -> changelogTopic(application, store)),
            Stream.of(repartitionTopic(application)),
            Stream.of(
                MirrorNames.configTopic(target),
                MirrorNames.offsetTopic(target),
                MirrorNames.statusTopic(target)))
        .flatMap(names -> names)
        .toList();
  }
}
