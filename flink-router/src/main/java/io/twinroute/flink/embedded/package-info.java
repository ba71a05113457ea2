/** The Flink cluster inside the router's process. */
@NullMarked
package io.twinroute.flink.embedded;

import org.jspecify.annotations.NullMarked;
