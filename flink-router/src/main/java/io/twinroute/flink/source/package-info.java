/** The Flink source that reads a route's pinned partitions, up to pinned ends. */
@NullMarked
package io.twinroute.flink.source;

import org.jspecify.annotations.NullMarked;
