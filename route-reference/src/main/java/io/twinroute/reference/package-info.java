/**
 * The third opinion: the rules of a route, written down a second time in the plainest way, to
 * compare both engines with. It knows whole logs instead of streams and shares no code with the
 * engines' implementation, on purpose: a mistake in one is not repeated in the other.
 */
@NullMarked
package io.twinroute.reference;

import org.jspecify.annotations.NullMarked;
