/** Kafka sources that read pinned partitions, up to pinned ends. */
@NullMarked
package io.twinroute.flink.source;

import org.jspecify.annotations.NullMarked;
