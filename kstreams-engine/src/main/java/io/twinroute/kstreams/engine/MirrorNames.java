package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteInput;

/**
 * The names that mirroring leaves on clusters and workers. They are state: a mirror finds its
 * offsets by its connector's name, and the topology finds its input by the remote topic's.
 */
public final class MirrorNames {

  private static final String CONNECTOR_PREFIX = "twinroute-";

  /** What the topics of every Connect worker begin with that runs mirrors, in a router or not. */
  public static final String WORKER_PREFIX = "twinroute-connect-";

  private MirrorNames() {}

  /** The one connector that copies {@code input}'s topic to {@code target}. */
  public static String connector(RouteInput input, Cluster target) {
    return connector(input.cluster().alias(), input.topic(), target.alias());
  }

  /** The one connector that copies a topic; clusters are named by their aliases. */
  public static String connector(String source, String topic, String target) {
    return pairConnector(source, target) + "." + topic; // an alias holds no dot
  }

  /**
   * The connector that copied all topics of one cluster, before each had its own; clusters are
   * named by their aliases.
   */
  public static String pairConnector(String source, String target) {
    return CONNECTOR_PREFIX + source + "-to-" + target;
  }

  /**
   * The topic on the target cluster that holds the copy of {@code input}'s topic, as {@code
   * DefaultReplicationPolicy} names it.
   */
  public static String remoteTopic(RouteInput input) {
    return input.cluster().alias() + "." + input.topic();
  }

  /** The Connect group of the workers that run inside the routers' own processes. */
  public static String workerGroup(Cluster target) {
    return WORKER_PREFIX + target.alias();
  }

  /** The compacted topic with the connectors' configurations. */
  public static String configTopic(Cluster target) {
    return WORKER_PREFIX + target.alias() + "-configs";
  }

  /** The compacted topic with the mirrors' source offsets. */
  public static String offsetTopic(Cluster target) {
    return WORKER_PREFIX + target.alias() + "-offsets";
  }

  /** The compacted topic with the states of connectors and tasks. */
  public static String statusTopic(Cluster target) {
    return WORKER_PREFIX + target.alias() + "-status";
  }

  /** The topic with the token of the REST interfaces of the workers inside the routers. */
  public static String tokenTopic(Cluster target) {
    return workerGroup(target) + "-token";
  }
}
