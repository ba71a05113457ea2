/**
 * Classes that depend on the internals of Kafka Streams and RocksDB; each says why, and what would
 * replace it.
 */
@NullMarked
package io.twinroute.kstreams.internals;

import org.jspecify.annotations.NullMarked;
