/** The mirrors as a running route sees them: started, watched, and held against their sources. */
@NullMarked
package io.twinroute.kstreams.mirror;

import org.jspecify.annotations.NullMarked;
