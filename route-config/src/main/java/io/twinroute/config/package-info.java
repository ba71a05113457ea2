/**
 * What a route is: the YAML as Micronaut's environment resolves it, the definitions read from it,
 * and the validated {@link io.twinroute.config.plan.RoutePlan} that both engines run.
 */
@NullMarked
package io.twinroute.config;

import org.jspecify.annotations.NullMarked;
