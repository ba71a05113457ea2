/** The throughput of plain clients, without an engine. */
@NullMarked
package io.twinroute.bench.reference;

import org.jspecify.annotations.NullMarked;
