/** JSON: validated and read in place, byte by byte; nothing is built. */
@NullMarked
package io.twinroute.semantics.format.json;

import org.jspecify.annotations.NullMarked;
