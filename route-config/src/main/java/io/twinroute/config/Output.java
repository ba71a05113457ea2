package io.twinroute.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a route writes.
 *
 * @param cluster the target cluster
 * @param topicTemplate the topic's name, which may hold {@link Engine#PLACEHOLDER}
 * @param partitions if set, the routers create the topic with so many partitions when it is missing
 * @param replication the replication factor of a topic the routers create; absent: the broker's
 *     default
 */
public record Output(
    Cluster cluster,
    String topicTemplate,
    @Nullable Integer partitions,
    @Nullable Integer replication) {

  /** The topic that {@code engine} writes. */
  public String topic(Engine engine) {
    return topicTemplate.replace(Engine.PLACEHOLDER, engine.id());
  }

  /** Whether each engine writes a topic of its own, so that both can run side by side. */
  public boolean isPerEngine() {
    return topicTemplate.contains(Engine.PLACEHOLDER);
  }
}
