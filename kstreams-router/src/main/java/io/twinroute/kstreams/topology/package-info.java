/**
 * A route as a Streams topology: the accept and logic processors, and what travels between them.
 */
@NullMarked
package io.twinroute.kstreams.topology;

import org.jspecify.annotations.NullMarked;
