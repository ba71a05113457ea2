/**
 * Flink's Kafka sink, with two habits taken from it: to log a transaction that was lost before it
 * could be committed, and to go on without its results; and to begin again, each time, with a
 * record that its cluster does not take.
 */
@NullMarked
package io.twinroute.flink.sink;

import org.jspecify.annotations.NullMarked;
