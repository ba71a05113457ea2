/** The logic of a route whose records pass through: without keys, and without state. */
@NullMarked
package io.twinroute.flink.passthrough;

import org.jspecify.annotations.NullMarked;
