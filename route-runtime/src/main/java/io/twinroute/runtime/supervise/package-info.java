/** Running routes: what state they are in, why, how far they are, and starting them again. */
@NullMarked
package io.twinroute.runtime.supervise;

import org.jspecify.annotations.NullMarked;
