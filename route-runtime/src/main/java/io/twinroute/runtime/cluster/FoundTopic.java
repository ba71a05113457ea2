package io.twinroute.runtime.cluster;

/**
 * A source topic as its cluster has it now.
 *
 * @param name cluster alias and topic, as {@code east/orders}
 * @param id the cluster's own id of the topic; a topic that is deleted and created again gets
 *     another one
 */
public record FoundTopic(String name, String id, int partitions) {}
