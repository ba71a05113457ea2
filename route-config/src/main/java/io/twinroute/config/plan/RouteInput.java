package io.twinroute.config.plan;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.logic.Side;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One input of a route.
 *
 * @param side which input of the join it is
 * @param cluster where the topic lives
 * @param topic the source topic's name on its own cluster
 * @param as the member's name in a result's value
 * @param lateness how far behind its partition's largest timestamp a record may be
 * @param key the field of the value that the side joins on; null: the record's own key
 * @param silenceAfter how long a partition must give nothing to be called silent, at least as long
 *     as {@code lateness}; null: it never is
 */
public record RouteInput(
    Side side,
    Cluster cluster,
    String topic,
    String as,
    Duration lateness,
    @Nullable JsonPointer key,
    @Nullable Duration silenceAfter)
    implements Serializable {

  /** The same input as {@code other} describes its cluster. */
  public RouteInput withCluster(Cluster other) {
    return new RouteInput(side, other, topic, as, lateness, key, silenceAfter);
  }

  /** Cluster alias and topic, as {@code east/orders}: what coordinates begin with. */
  public String address() {
    return cluster.alias() + "/" + topic;
  }
}
