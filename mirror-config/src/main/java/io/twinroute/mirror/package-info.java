/**
 * From a {@link io.twinroute.config.RoutePlan} to MirrorMaker 2 connectors, and onto a Connect
 * worker.
 *
 * <p>The way of the data: {@code RoutePlan -> MirrorConnectors -> MirrorConnector}, and from there
 * either {@code MirrorRenderer} (text) or {@code MirrorApplier -> ConnectClient} (a running worker,
 * which may be an {@code EmbeddedConnectWorker}). On the worker, {@code SourceCoordinatesTransform}
 * adds to each mirrored record where it came from.
 */
@NullMarked
package io.twinroute.mirror;

import org.jspecify.annotations.NullMarked;
