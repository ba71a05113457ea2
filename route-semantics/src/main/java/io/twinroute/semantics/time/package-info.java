/** Event time: frontiers and their minimum, buckets, and arithmetic that does not wrap. */
@NullMarked
package io.twinroute.semantics.time;

import org.jspecify.annotations.NullMarked;
