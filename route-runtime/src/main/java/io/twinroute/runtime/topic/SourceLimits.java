package io.twinroute.runtime.topic;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.failure.Unanswered.Denied;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Which timestamps sources take: what they do, the topics behind them must take as well.
 * Thread-safe.
 */
final class SourceLimits {

  /** Kafka's own default. A router need not be allowed to see the settings of its sources. */
  private static final long UNSEEN = Duration.ofHours(1).toMillis();

  private final Function<Cluster, Optional<TopicCatalog>> catalogs;

  /** By the topic's address; each is asked for once. */
  private final Map<String, Long> known = new ConcurrentHashMap<>();

  /**
   * @param catalogs of the sources' clusters; empty for one that cannot be asked
   */
  SourceLimits(Function<Cluster, Optional<TopicCatalog>> catalogs) {
    this.catalogs = catalogs;
  }

  /**
   * How far ahead of its cluster's clock a record may be.
   *
   * @param millis the distance
   */
  record Ahead(SourceTopic source, long millis) {}

  /**
   * The source that lets records be further ahead than the others do; empty if there are none.
   *
   * @throws RouteFailedException if a cluster does not answer
   */
  Optional<Ahead> furthestAhead(List<SourceTopic> sources) {
    return sources.stream()
        .map(source -> new Ahead(source, ahead(source)))
        .max(Comparator.comparingLong(Ahead::millis));
  }

  private long ahead(SourceTopic source) {
    return known.computeIfAbsent(
        source.address(),
        address ->
            catalogs.apply(source.cluster()).map(catalog -> ahead(source, catalog)).orElse(UNSEEN));
  }

  private static long ahead(SourceTopic source, TopicCatalog catalog) {
    try {
      TopicSettings settings = new TopicSettings(catalog.settings(source.topic()), 0);
      return settings.replacesTimestamps()
          ? 0
          : settings.limit(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Denied) {
        return UNSEEN;
      }
      throw e;
    }
  }
}
