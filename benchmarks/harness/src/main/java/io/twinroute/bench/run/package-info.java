/** Runs the contestants in turn and compares them. */
@NullMarked
package io.twinroute.bench.run;

import org.jspecify.annotations.NullMarked;
