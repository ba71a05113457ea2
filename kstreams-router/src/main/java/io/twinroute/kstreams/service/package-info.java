/** Kafka Streams as an engine of the common service: clients, their settings, and the run. */
@NullMarked
package io.twinroute.kstreams.service;

import org.jspecify.annotations.NullMarked;
