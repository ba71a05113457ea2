/**
 * Scenarios: a route, the logs of its sources, and everything that the route must write for them.
 * Whatever runs routes runs the whole corpus, and as many random scenarios as it has time for.
 */
@NullMarked
package io.twinroute.scenario;

import org.jspecify.annotations.NullMarked;
