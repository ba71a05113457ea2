package io.twinroute.runtime.failure;

import io.twinroute.config.plan.Cluster;

/**
 * What a route was started on is no longer that. Its state is about the offsets and partitions of
 * then, so it never resumes under its name.
 */
public sealed interface Changed extends Failure {

  /** The route's name. */
  String route();

  @Override
  default boolean isPermanent() {
    return true;
  }

  /**
   * An input reads another topic.
   *
   * @param then cluster alias and topic, as {@code east/orders}
   * @param now the same of the topic that the route file names
   */
  record OtherSource(String route, String then, String now) implements Changed {

    @Override
    public String text() {
      return unfit(route, "on " + then, "cannot resume on " + now);
    }
  }

  /**
   * A source was deleted and created again.
   *
   * @param topic cluster alias and topic, as {@code east/orders}
   */
  record SourceRecreated(String route, String topic) implements Changed {

    @Override
    public String text() {
      return unfit(
          route,
          "on " + topic,
          "cannot resume: the topic has been deleted and created again since");
    }
  }

  /**
   * A source has another number of partitions.
   *
   * @param topic cluster alias and topic, as {@code east/orders}
   */
  record SourceRepartitioned(String route, String topic, int then, int now) implements Changed {

    @Override
    public String text() {
      return unfit(
          route,
          "on " + topic,
          "cannot resume: the partition count changed from %d to %d".formatted(then, now));
    }
  }

  /** The route has a rule of another type. */
  record OtherRule(String route, String then, String now) implements Changed {

    @Override
    public String text() {
      return unfit(
          route, "with the type '%s'".formatted(then), "cannot resume with '%s'".formatted(now));
    }
  }

  /** The route's records may be of another size: some that were rejected would not be now. */
  record OtherLimit(String route, int then, int now) implements Changed {

    @Override
    public String text() {
      return "Route '%s' was started with max-record-bytes %d and cannot resume with %d. Set it back, or give the route a new name to start it over."
          .formatted(route, then, now);
    }
  }

  /** The route is to send its records through a repartition topic, and was started without one. */
  record RepartitionAdded(String route) implements Changed {

    @Override
    public String text() {
      return unfit(
          route,
          "without a repartition topic",
          "cannot resume with 'repartition: always' or 'key'");
    }
  }

  /** A source was deleted while the route ran. */
  record SourceDeleted(String route, Cluster cluster, String topic) implements Changed {

    @Override
    public String text() {
      return "Topic '%s' of route '%s' was deleted on cluster '%s' at %s. Create it again, and give the route a new name to start it over."
          .formatted(topic, route, cluster.alias(), cluster.bootstrapServers());
    }
  }

  /**
   * A topic that the route had written to was deleted.
   *
   * @param recreated whether there is one of that name again
   */
  record OutputDeleted(String route, Cluster cluster, String topic, boolean recreated)
      implements Changed {

    @Override
    public String text() {
      return "Topic '%s' on cluster %s was deleted%s, and with it what route '%s' had written there. To write everything again, give the route a new name and new topics to write to."
          .formatted(topic, cluster, recreated ? " and created again" : "", route);
    }
  }

  private static String unfit(String route, String then, String now) {
    return "Route '%s' was started %s and %s. Give the route a new name to start it over."
        .formatted(route, then, now);
  }
}
