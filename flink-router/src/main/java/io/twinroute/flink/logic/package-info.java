/** The route's logic as a Flink operator. */
@NullMarked
package io.twinroute.flink.logic;

import org.jspecify.annotations.NullMarked;
