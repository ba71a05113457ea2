/** What plain clients reach, without an engine. */
@NullMarked
package io.twinroute.bench.reference;

import org.jspecify.annotations.NullMarked;
