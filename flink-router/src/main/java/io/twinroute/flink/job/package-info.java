/** A route as a Flink job: what runs inside Flink, and the graph that connects it. */
@NullMarked
package io.twinroute.flink.job;

import org.jspecify.annotations.NullMarked;
