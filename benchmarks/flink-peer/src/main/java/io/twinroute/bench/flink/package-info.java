/** The join as Flink's documentation has it: POJOs, JSON schemas, an interval join. */
@NullMarked
package io.twinroute.bench.flink;

import org.jspecify.annotations.NullMarked;
