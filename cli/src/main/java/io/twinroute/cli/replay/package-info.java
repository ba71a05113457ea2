/** Sends dead letters back through their route. */
@NullMarked
package io.twinroute.cli.replay;

import org.jspecify.annotations.NullMarked;
