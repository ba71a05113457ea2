/** Whether routes get on, and if not, why. */
@NullMarked
package io.twinroute.runtime.ready;

import org.jspecify.annotations.NullMarked;
