/**
 * Flink's Kafka sink without two of its habits. It would only log a transaction that was lost
 * before its commit, and continue without the results; and it would retry a record that the cluster
 * refuses, after each restart.
 */
@NullMarked
package io.twinroute.flink.sink;

import org.jspecify.annotations.NullMarked;
