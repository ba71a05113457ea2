/**
 * What happens to one source partition at an accept station, and what the station must put out: for
 * the tests that compare each engine's station with the same expectation.
 */
@NullMarked
package io.twinroute.scenario.accept;

import org.jspecify.annotations.NullMarked;
