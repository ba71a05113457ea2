package io.twinroute.runtime.topic;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteInput;
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
  record Ahead(RouteInput input, long millis) {}

  /**
   * The input that lets records be further ahead than the others do; empty if there are no inputs.
   *
   * @throws RouteFailedException if a cluster does not answer
   */
  Optional<Ahead> furthestAhead(List<RouteInput> inputs) {
    return inputs.stream()
        .map(input -> new Ahead(input, ahead(input)))
        .max(Comparator.comparingLong(Ahead::millis));
  }

  private long ahead(RouteInput input) {
    return known.computeIfAbsent(
        input.address(),
        address ->
            catalogs.apply(input.cluster()).map(catalog -> ahead(input, catalog)).orElse(UNSEEN));
  }

  private static long ahead(RouteInput input, TopicCatalog catalog) {
    try {
      TopicSettings settings = new TopicSettings(catalog.settings(input.topic()), 0);
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
