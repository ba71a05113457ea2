/** The joins as the documentation of Flink has them, in its DataStream API and in SQL. */
@NullMarked
package io.twinroute.bench.flink;

import org.jspecify.annotations.NullMarked;
