/** Watches sources and topics while routes run: silence, gaps, and topics that are replaced. */
@NullMarked
package io.twinroute.runtime.watch;

import org.jspecify.annotations.NullMarked;
