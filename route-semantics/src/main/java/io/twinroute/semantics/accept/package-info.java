/** Which records take part: the late rule, keys, values, silence, and how far each partition is. */
@NullMarked
package io.twinroute.semantics.accept;

import org.jspecify.annotations.NullMarked;
