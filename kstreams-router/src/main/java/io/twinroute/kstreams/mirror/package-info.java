/** The mirrors as a running route sees them: started, watched, and compared with their sources. */
@NullMarked
package io.twinroute.kstreams.mirror;

import org.jspecify.annotations.NullMarked;
