/** Which Kafka client settings a cluster may name, and what to say of the others. */
@NullMarked
package io.twinroute.config.client;

import org.jspecify.annotations.NullMarked;
