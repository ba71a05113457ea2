/** Processes beside this one: how they are started, watched and asked what they use. */
@NullMarked
package io.twinroute.bench.process;

import org.jspecify.annotations.NullMarked;
