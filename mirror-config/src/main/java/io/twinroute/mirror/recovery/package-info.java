/** What shortens the time that mirrors stand still after a Connect worker has died. */
@NullMarked
package io.twinroute.mirror.recovery;

import org.jspecify.annotations.NullMarked;
