/** What is different between two route files, and what of it a running router can take over. */
@NullMarked
package io.twinroute.config.change;

import org.jspecify.annotations.NullMarked;
