/** The names under which Flink keeps a route's state and reports its counters. */
@NullMarked
package io.twinroute.flink.names;

import org.jspecify.annotations.NullMarked;
