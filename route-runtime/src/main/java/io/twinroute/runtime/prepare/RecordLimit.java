package io.twinroute.runtime.prepare;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.failure.Unanswered.Denied;
import io.twinroute.runtime.failure.Unanswered.Missing;
import io.twinroute.semantics.record.SizeLimit;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** How large a route's records may be, and whether the topics that are there take them. */
public final class RecordLimit {

  private final RoutePlan route;
  private final Cluster target;
  private final TopicCatalog catalog;

  /**
   * @param catalog of the route's target
   */
  public RecordLimit(RoutePlan route, TopicCatalog catalog) {
    this.route = route;
    this.target = route.output().cluster();
    this.catalog = catalog;
  }

  /**
   * The limit with which a route starts for the first time: what its file says, or what those take
   * of all engines' output topics that are there, as far as this user may see them.
   *
   * @throws RouteFailedException if one of them takes nothing, or the cluster does not report it
   */
  public SizeLimit first() {
    Integer asked = route.maxRecordBytes();
    if (asked != null) {
      return new SizeLimit(asked);
    }
    SizeLimit limit = SizeLimit.DEFAULT;
    for (Engine engine : Engines.all()) {
      for (String topic : route.output().topics(engine)) {
        Optional<Integer> takes = takes(topic);
        if (takes.isPresent() && RecordSizes.limitOf(takes.get()) < limit.bytes()) {
          limit = limitOf(topic, takes.get());
        }
      }
    }
    return limit;
  }

  private SizeLimit limitOf(String topic, int takes) {
    int bytes = RecordSizes.limitOf(takes);
    if (bytes < 1) {
      throw new RouteFailedException(
          new Misconfigured(
              "Topic '%s' on cluster %s has %s=%d, and route '%s' needs more than %d there. Raise it, or let the router create the topic."
                  .formatted(
                      topic,
                      target,
                      TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                      takes,
                      route.name(),
                      RecordSizes.MARGIN)));
    }
    return new SizeLimit(bytes);
  }

  /**
   * Checks that those of the topics that are there take the largest records.
   *
   * @throws RouteFailedException if one does not, or the cluster does not report it
   */
  public void mustBeTakenBy(List<String> topics, SizeLimit limit) {
    Problems problems = new Problems();
    topics.forEach(topic -> problems.collect(() -> mustBeTakenBy(topic, limit)));
    problems.mustBeNone();
  }

  private void mustBeTakenBy(String topic, SizeLimit limit) {
    int needed = new RecordSizes(limit).topicBytes();
    takes(topic)
        .filter(takes -> takes < needed)
        .ifPresent(
            takes -> {
              throw new RouteFailedException(
                  new Misconfigured(
                      "Topic '%s' on cluster %s has %s=%d, and records of up to %d bytes (max-record-bytes of route '%s') need %d there. Raise it, or give the route a smaller max-record-bytes before its first start."
                          .formatted(
                              topic,
                              target,
                              TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                              takes,
                              limit.bytes(),
                              route.name(),
                              needed)));
            });
  }

  /** The largest batch that a topic takes; empty if it is not there, or may not be seen. */
  private Optional<Integer> takes(String topic) {
    try {
      return catalog
          .find(topic)
          .flatMap(found -> setting(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
          .map(Integer::valueOf);
    } catch (RouteFailedException e) {
      // Another engine's, or a copy: no right to its settings is needed.
      if (e.failure() instanceof Denied || e.failure() instanceof Missing) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<String> setting(String topic, String key) {
    return Optional.ofNullable(catalog.settings(topic).get(key));
  }
}
