/** Benchmarks of what the Streams router keeps to itself. */
@NullMarked
package io.twinroute.kstreams;

import org.jspecify.annotations.NullMarked;
