/** The accept station as a Flink operator. */
@NullMarked
package io.twinroute.flink.accept;

import org.jspecify.annotations.NullMarked;
