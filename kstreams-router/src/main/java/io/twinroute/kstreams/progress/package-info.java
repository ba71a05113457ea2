/**
 * The progress of a running topology, as its processors report it to the thread that watches them.
 */
@NullMarked
package io.twinroute.kstreams.progress;

import org.jspecify.annotations.NullMarked;
