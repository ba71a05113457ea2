/** The state of a logic, on Flink's keyed state. */
@NullMarked
package io.twinroute.flink.state;

import org.jspecify.annotations.NullMarked;
