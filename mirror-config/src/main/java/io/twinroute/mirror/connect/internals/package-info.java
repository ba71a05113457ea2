/** What leans on Connect's internals, which another version of Kafka may have changed. */
@NullMarked
package io.twinroute.mirror.connect.internals;

import org.jspecify.annotations.NullMarked;
