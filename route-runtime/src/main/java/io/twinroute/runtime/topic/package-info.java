/** The topics that a router needs on a target: which ones, and whether they take its records. */
@NullMarked
package io.twinroute.runtime.topic;

import org.jspecify.annotations.NullMarked;
