/** How far a running topology is, told by its processors to the thread that watches them. */
@NullMarked
package io.twinroute.kstreams.progress;

import org.jspecify.annotations.NullMarked;
