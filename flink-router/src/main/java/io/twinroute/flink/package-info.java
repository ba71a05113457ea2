/** The Flink router: a process of its own that runs routes as Flink jobs. */
@NullMarked
package io.twinroute.flink;

import org.jspecify.annotations.NullMarked;
