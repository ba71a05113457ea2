/** What a router prints of its routes while they run, and at their end. */
@NullMarked
package io.twinroute.runtime.progress;

import org.jspecify.annotations.NullMarked;
