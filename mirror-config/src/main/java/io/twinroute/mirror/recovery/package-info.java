/** What shortens the time for which mirrors stop after a Connect worker has died. */
@NullMarked
package io.twinroute.mirror.recovery;

import org.jspecify.annotations.NullMarked;
