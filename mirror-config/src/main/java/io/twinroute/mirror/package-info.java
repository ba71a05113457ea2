/**
 * From a {@link io.twinroute.config.plan.RoutePlan} to MirrorMaker 2 connectors, and onto a Connect
 * worker. Here is what all parts share: names, secrets and the one exception.
 *
 * <p>The way of the data: {@code RoutePlan -> render.MirrorConnectors -> connect.MirrorConnector},
 * and from there either {@code render.MirrorRenderer} (text) or {@code connect.MirrorApplier ->
 * connect.ConnectClient} (a running worker, which may be a {@code connect.EmbeddedConnectWorker}).
 * What a route file has left there is found and removed by {@code prune.Pruning}. On the worker,
 * {@code transform.SourceCoordinatesTransform} adds to each mirrored record where it came from.
 */
@NullMarked
package io.twinroute.mirror;

import org.jspecify.annotations.NullMarked;
