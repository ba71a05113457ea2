/** The Kafka clients that Streams uses for a route, made to cost little with many routes. */
@NullMarked
package io.twinroute.kstreams.clients;

import org.jspecify.annotations.NullMarked;
