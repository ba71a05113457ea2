/** What both routers need around a route, and no engine knows about. */
@NullMarked
package io.twinroute.runtime;

import org.jspecify.annotations.NullMarked;
