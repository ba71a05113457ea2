/** Resolves what a route file refers to, and checks its routes as a whole. */
@NullMarked
package io.twinroute.config.check;

import org.jspecify.annotations.NullMarked;
