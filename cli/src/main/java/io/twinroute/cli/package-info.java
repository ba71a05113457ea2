/** The command line that {@code ./twinroute} runs. */
@NullMarked
package io.twinroute.cli;

import org.jspecify.annotations.NullMarked;
