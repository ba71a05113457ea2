/**
 * Flink's Kafka sink, with one habit taken from it: to log a transaction that was lost before it
 * could be committed, and to go on without its results.
 */
@NullMarked
package io.twinroute.flink.sink;

import org.jspecify.annotations.NullMarked;
