/** Reads each value of a route file and checks it by itself. */
@NullMarked
package io.twinroute.config.read;

import org.jspecify.annotations.NullMarked;
