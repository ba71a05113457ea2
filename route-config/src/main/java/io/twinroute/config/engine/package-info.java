/** What engines add to a route file. Their modules declare it, and are found on the class path. */
@NullMarked
package io.twinroute.config.engine;

import org.jspecify.annotations.NullMarked;
