/**
 * What a route means: the late rule, the frontier, the join and the bytes of its results.
 *
 * <p>Everything here is a pure function of the source partitions' logs. Nothing knows an engine, a
 * Kafka client, a configuration format or a clock; both engines are thin adapters around it. The
 * rules are written out in {@code docs/semantics.md}.
 */
@NullMarked
package io.twinroute.semantics;

import org.jspecify.annotations.NullMarked;
