/** A route as a Flink job: the graph of its operators. */
@NullMarked
package io.twinroute.flink.job;

import org.jspecify.annotations.NullMarked;
