/** A validated route file: what the engines run. */
@NullMarked
package io.twinroute.config.plan;

import org.jspecify.annotations.NullMarked;
