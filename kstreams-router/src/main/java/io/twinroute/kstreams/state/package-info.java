/** The state of a logic, on Streams' key-value stores. */
@NullMarked
package io.twinroute.kstreams.state;

import org.jspecify.annotations.NullMarked;
