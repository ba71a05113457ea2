/** What a logic keeps, as engines provide it, and the recent records that stay on the heap. */
@NullMarked
package io.twinroute.semantics.state;

import org.jspecify.annotations.NullMarked;
