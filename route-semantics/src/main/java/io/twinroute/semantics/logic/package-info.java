/** What a route does with accepted records: window joins and lookups, and the results' bytes. */
@NullMarked
package io.twinroute.semantics.logic;

import org.jspecify.annotations.NullMarked;
