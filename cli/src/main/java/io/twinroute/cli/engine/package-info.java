/** The routers as processes, started as a user would start them. */
@NullMarked
package io.twinroute.cli.engine;

import org.jspecify.annotations.NullMarked;
