/** The metrics of routes: their names, their values, and the registry that serves them. */
@NullMarked
package io.twinroute.runtime.metrics;

import org.jspecify.annotations.NullMarked;
