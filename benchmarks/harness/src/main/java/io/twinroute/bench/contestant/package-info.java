/** The contestants, and how each one starts. */
@NullMarked
package io.twinroute.bench.contestant;

import org.jspecify.annotations.NullMarked;
