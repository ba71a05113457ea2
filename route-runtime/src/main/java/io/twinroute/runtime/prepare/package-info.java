/** Makes routes ready to run: everything is checked before anything is written. */
@NullMarked
package io.twinroute.runtime.prepare;

import org.jspecify.annotations.NullMarked;
