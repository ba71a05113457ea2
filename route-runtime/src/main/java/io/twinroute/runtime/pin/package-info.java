/** What is fixed when a route first starts, and where that is kept on the target cluster. */
@NullMarked
package io.twinroute.runtime.pin;

import org.jspecify.annotations.NullMarked;
