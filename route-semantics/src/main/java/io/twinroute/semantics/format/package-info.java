/** What a value's bytes are, without saying which format they are in. */
@NullMarked
package io.twinroute.semantics.format;

import org.jspecify.annotations.NullMarked;
