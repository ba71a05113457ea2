/** Clients that several users of a cluster have together. */
@NullMarked
package io.twinroute.runtime.cluster.shared;

import org.jspecify.annotations.NullMarked;
