/** How a running router is asked to read its route file again, and what it answers. */
@NullMarked
package io.twinroute.runtime.service.reload;

import org.jspecify.annotations.NullMarked;
