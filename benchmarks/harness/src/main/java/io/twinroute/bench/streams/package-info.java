/** The join as the documentation of Kafka Streams has it. */
@NullMarked
package io.twinroute.bench.streams;

import org.jspecify.annotations.NullMarked;
