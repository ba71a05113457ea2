/** The command line, and the rounds that it asks for. */
@NullMarked
package io.twinroute.bench.run;

import org.jspecify.annotations.NullMarked;
