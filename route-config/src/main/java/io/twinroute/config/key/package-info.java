/** What a route file may hold: each setting is declared here, once. */
@NullMarked
package io.twinroute.config.key;

import org.jspecify.annotations.NullMarked;
