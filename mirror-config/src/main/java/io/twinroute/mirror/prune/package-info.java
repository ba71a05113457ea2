/** Connectors that no route of a file needs any more: whose they are, and how they go. */
@NullMarked
package io.twinroute.mirror.prune;

import org.jspecify.annotations.NullMarked;
