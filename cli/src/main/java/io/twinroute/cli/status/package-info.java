/** {@code status}: how the routes of running routers are. */
@NullMarked
package io.twinroute.cli.status;

import org.jspecify.annotations.NullMarked;
