/** What travels through a route: source records, what becomes of them, and results. */
@NullMarked
package io.twinroute.semantics.record;

import org.jspecify.annotations.NullMarked;
