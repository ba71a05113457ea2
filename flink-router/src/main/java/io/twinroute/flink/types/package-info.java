/**
 * How Flink moves and keeps the records of a route: hand-written serializers over bytes, no
 * reflection and no Kryo. Their formats are part of every savepoint.
 */
@NullMarked
package io.twinroute.flink.types;

import org.jspecify.annotations.NullMarked;
