/** What leans on parts of Kafka's clients that are not their public interface. */
@NullMarked
package io.twinroute.runtime.cluster.contact.internals;

import org.jspecify.annotations.NullMarked;
