/** Timers of many tasks on one thread. */
@NullMarked
package io.twinroute.flink.timers;

import org.jspecify.annotations.NullMarked;
