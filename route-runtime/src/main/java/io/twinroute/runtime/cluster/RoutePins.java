package io.twinroute.runtime.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.config.SourceSide;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed when a route first starts, as {@code twinroute.pins} holds it in JSON.
 *
 * @param incarnation a random id of this route on these clusters
 * @param exchangePartitions partitions of the Streams exchange, 0 for none
 * @param starts for each {@code cluster/topic}, the start offset of each partition
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RoutePins(String incarnation, int exchangePartitions, Map<String, List<Long>> starts) {

  static String key(SourceSide source) {
    return source.cluster().alias() + "/" + source.topic();
  }

  @Nullable List<Long> starts(SourceSide source) {
    return starts.get(key(source));
  }
}
