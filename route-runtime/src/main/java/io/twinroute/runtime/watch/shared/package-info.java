/**
 * What all watches of one cluster share, whichever routes they are for: the questions to it, and
 * the clients.
 */
@NullMarked
package io.twinroute.runtime.watch.shared;

import org.jspecify.annotations.NullMarked;
