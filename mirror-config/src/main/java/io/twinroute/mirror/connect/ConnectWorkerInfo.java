package io.twinroute.mirror.connect;

/**
 * What a Connect worker says of itself.
 *
 * @param version of Kafka Connect
 * @param clusterId Kafka's own id of the cluster on which it keeps its state and to which sources
 *     write
 */
public record ConnectWorkerInfo(String version, String clusterId) {}
