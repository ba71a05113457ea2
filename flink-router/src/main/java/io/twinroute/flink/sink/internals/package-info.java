/** Classes that depend on the internals of Flink's Kafka sink. */
@NullMarked
package io.twinroute.flink.sink.internals;

import org.jspecify.annotations.NullMarked;
