package io.twinroute.config;

import io.twinroute.semantics.Side;
import java.time.Duration;

/**
 * One input of a route.
 *
 * @param side which input of the join it is
 * @param cluster where the topic lives
 * @param topic the source topic's name on its own cluster
 * @param as the member's name in a result's value
 * @param lateness how far behind its partition's largest timestamp a record may be
 */
public record SourceSide(Side side, Cluster cluster, String topic, String as, Duration lateness) {}
