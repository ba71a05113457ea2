/**
 * What a route needs of its clusters before an engine starts: that they answer, that the topics are
 * there, where the sources start, and where they end.
 */
@NullMarked
package io.twinroute.runtime.cluster;

import org.jspecify.annotations.NullMarked;
