package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.SourceTopic;

/**
 * The names that mirroring leaves on clusters and workers. They are state: a mirror finds its
 * offsets by its connector's name, and the topology finds its input by the remote topic's.
 */
public final class MirrorNames {

  private static final String CONNECTOR_PREFIX = "twinroute-";

  /** The {@link #workerPrefix} of names without a prefix. */
  public static final String WORKER_PREFIX = "twinroute-connect-";

  private MirrorNames() {}

  /** The one connector that copies {@code source} to {@code target}. */
  public static String connector(SourceTopic source, Cluster target) {
    return connector(target.naming(), source.cluster().alias(), source.topic(), target.alias());
  }

  /** The one connector that copies a topic; clusters are named by their aliases. */
  public static String connector(Naming naming, String source, String topic, String target) {
    return pairConnector(naming, source, target) + "." + topic; // an alias holds no dot
  }

  /**
   * The connector that copied all topics of one cluster, before each had its own; clusters are
   * named by their aliases.
   */
  public static String pairConnector(Naming naming, String source, String target) {
    return naming.name(CONNECTOR_PREFIX + source + "-to-" + target);
  }

  /**
   * The topic on the target cluster that holds the copy of {@code source}, as the mirror's
   * replication policy names it: {@code DefaultReplicationPolicy}, or behind a prefix our own.
   */
  public static String remoteTopic(SourceTopic source) {
    return source.cluster().naming().name(source.cluster().alias() + "." + source.topic());
  }

  /**
   * The beginning of the topics' names of every Connect worker that runs mirrors, in a router or
   * not.
   */
  public static String workerPrefix(Cluster target) {
    return target.naming().name(WORKER_PREFIX);
  }

  /** The Connect group of the workers that run inside the routers' own processes. */
  public static String workerGroup(Cluster target) {
    return workerPrefix(target) + target.alias();
  }

  /** The transactional id of the group's leader, which writes the connectors' configurations. */
  public static String workerTransactionalId(Cluster target) {
    // Connect's own name for it has the group at its end.
    return target.naming().name("connect-cluster-" + WORKER_PREFIX + target.alias());
  }

  /** The compacted topic with the connectors' configurations. */
  public static String configTopic(Cluster target) {
    return workerGroup(target) + "-configs";
  }

  /** The compacted topic with the mirrors' source offsets. */
  public static String offsetTopic(Cluster target) {
    return workerGroup(target) + "-offsets";
  }

  /** The compacted topic with the states of connectors and tasks. */
  public static String statusTopic(Cluster target) {
    return workerGroup(target) + "-status";
  }

  /** The topic with the token of the REST interfaces of the workers inside the routers. */
  public static String tokenTopic(Cluster target) {
    return workerGroup(target) + "-token";
  }
}
