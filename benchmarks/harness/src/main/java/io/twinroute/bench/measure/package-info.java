/** Measures the resources of a run until its results are complete. */
@NullMarked
package io.twinroute.bench.measure;

import org.jspecify.annotations.NullMarked;
