/** How far routes are behind their sources, at each hop between a source and the output. */
@NullMarked
package io.twinroute.runtime.watch.lag;

import org.jspecify.annotations.NullMarked;
