/** What names a mirror's topics on a Connect worker, where only this module's jar is. */
@NullMarked
package io.twinroute.mirror.naming;

import org.jspecify.annotations.NullMarked;
