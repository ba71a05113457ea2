/** What runs on a Connect worker: the transform that adds a record's source coordinates. */
@NullMarked
package io.twinroute.mirror.transform;

import org.jspecify.annotations.NullMarked;
