package io.twinroute.mirror.connect;

/**
 * What a Connect worker says of itself.
 *
 * @param version of Kafka Connect
 * @param clusterId Kafka's own id of the cluster on which it keeps its state and to which sources
 *     write
 */
public record ConnectWorkerInfo(String version, String clusterId) {

  /**
   * What is wrong with a worker of another cluster than the target, to follow the worker's name.
   *
   * @param target the target's name, for people
   * @param id the target's own id
   */
  public String misplaced(String target, String id) {
    return "works on the cluster with the id %s, and writes there; target %s has the id %s. Name a worker of the target's in twinroute.kstreams.connect."
        .formatted(clusterId, target, id);
  }
}
