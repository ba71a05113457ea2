/** The names under which Streams keeps a route's state. */
@NullMarked
package io.twinroute.kstreams.names;

import org.jspecify.annotations.NullMarked;
