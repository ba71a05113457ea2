/**
 * The Kafka Streams router: mirrors the sources to the target, joins them there in a Streams
 * topology, and runs both as a service.
 */
@NullMarked
package io.twinroute.kstreams;

import org.jspecify.annotations.NullMarked;
