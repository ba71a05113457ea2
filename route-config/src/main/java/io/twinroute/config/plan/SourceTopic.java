package io.twinroute.config.plan;

import java.io.Serializable;

/**
 * A topic that an input reads.
 *
 * @param cluster where the topic lives
 * @param topic its name on its own cluster
 */
public record SourceTopic(Cluster cluster, String topic) implements Serializable {

  /** Cluster alias and topic, as {@code east/orders}: what coordinates begin with. */
  public String address() {
    return cluster.alias() + "/" + topic;
  }
}
