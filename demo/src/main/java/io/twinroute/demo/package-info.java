/**
 * The demo: local clusters, sample data that are a function of a seed, both engines as a user would
 * start them, and the comparison.
 */
@NullMarked
package io.twinroute.demo;

import org.jspecify.annotations.NullMarked;
